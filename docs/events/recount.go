// Recounts a public vote from Kafka and compares with the certified result, hash chains included. To run it anywhere:
//
//	go mod init recount && go mod tidy && go run . localhost:9092 lyg-demo-vote
package main

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/crypto/blake2b"
)

// Only what is needed: further fields are ignored.
type event struct {
	Type string `json:"type"`
	Data struct {
		ContestID string `json:"contest_id"`
		CloseMark bool   `json:"close_mark"`
		Votes     []struct {
			VoteID  string   `json:"vote_id"`
			Entries []string `json:"entries"`
		} `json:"votes"`
		Counted    int `json:"counted"`
		Partitions []struct {
			Partition int32  `json:"partition"`
			Counted   int    `json:"counted"`
			Head      string `json:"head"`
		} `json:"partitions"`
	} `json:"data"`
}

type partition struct {
	seen   map[string]bool // vote_id
	head   [32]byte        // of the hash chain, up to the close mark
	closed bool
}

func main() {
	broker, contest := os.Args[1], os.Args[2]
	votes, parts := map[string]int{}, map[int32]*partition{}

	read(broker, "entry-voted", func(r *kgo.Record) {
		p := parts[r.Partition]
		if p == nil {
			p = &partition{seen: map[string]bool{}}
			parts[r.Partition] = p
		}
		if p.closed {
			return // nothing of the contest counts behind its close mark
		}
		place := binary.BigEndian.AppendUint64(nil, uint64(r.Offset))
		p.head = blake2b.Sum256(append(append(p.head[:], place...), r.Value...)) // every record is in the chain
		var e event
		if json.Unmarshal(r.Value, &e) != nil || e.Type != "cn.zhengji.entry.voted.v1" || e.Data.ContestID != contest {
			return
		}
		for _, vote := range e.Data.Votes {
			if !p.seen[vote.VoteID] { // the first counts, repeats do not
				p.seen[vote.VoteID] = true
				for _, entry := range vote.Entries {
					votes[entry]++
				}
			}
		}
		p.closed = e.Data.CloseMark
	})

	agrees := false
	read(broker, "contest-closed", func(r *kgo.Record) {
		var e event
		if json.Unmarshal(r.Value, &e) != nil || e.Data.ContestID != contest || agrees {
			return
		}
		agrees = true
		for _, told := range e.Data.Partitions {
			p := parts[told.Partition]
			agrees = agrees && len(p.seen) == told.Counted && hex.EncodeToString(p.head[:]) == told.Head
		}
	})
	fmt.Println(votes, "agrees with the certified result:", agrees)
}

// read hands every record of a topic to fold, each partition in its order, from offset 0 to the end of this moment.
func read(broker, topic string, fold func(*kgo.Record)) {
	ctx := context.Background()
	client, err := kgo.NewClient(kgo.SeedBrokers(broker))
	must(err)
	defer client.Close()
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, topic)
	must(err)
	missing, start := map[int32]int64{}, map[int32]kgo.Offset{}
	ends.Each(func(end kadm.ListedOffset) {
		if end.Offset > 0 {
			missing[end.Partition], start[end.Partition] = end.Offset, kgo.NewOffset().At(0)
		}
	})
	client.AddConsumePartitions(map[string]map[int32]kgo.Offset{topic: start})
	for len(missing) > 0 {
		client.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if r.Offset < missing[r.Partition] {
				fold(r)
			}
			if r.Offset+1 >= missing[r.Partition] {
				delete(missing, r.Partition)
			}
		})
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
