"""The word stock of the rehearsal: four lists of 31 four-character groups, written for it. Entirely fictitious."""

PRIME = 31
"""Groups a list. A prime, so that any two slogans share at most one group (see `slogans.phrase`)."""


def _groups(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACE = _groups(
    "山海相拥 港通天下 云台叠翠 海州春早 朐山望日 一港揽月 黄海潮生 陆桥起步 花果飘香 渔湾听泉 "
    "东方潮涌 蓝湾如镜 盐田似雪 古港新帆 石榴映红 连岛听涛 锦屏藏韵 云雾生茶 水晶澄澈 港城向晓 "
    "长堤卧波 渔火如星 大圣故里 镜花水月 灌河入海 秦山探海 碧海连天 丝路开篇 晨光满港 群峰向海 沧海桑田"
)

SPIRIT = _groups(
    "敢为人先 诚信为本 崇文尚德 勤勉笃行 包容四方 守正创新 同心同行 厚德载物 务实求真 自强不息 "
    "坚韧如磐 开明开放 温润谦和 热忱待客 重信守诺 明礼知耻 朴实无华 勇于担当 善作善成 知行合一 "
    "豁达乐观 见贤思齐 友爱互助 精益求精 心怀家国 胸襟似海 向善向上 爱岗敬业 谦虚好学 敢闯敢试 忠厚传家"
)

WORK = _groups(
    "后发先至 扬帆远航 破浪前行 万众一心 实干兴港 创业创优 抢抓机遇 久久为功 只争朝夕 日夜兼程 "
    "奋楫争先 勇立潮头 追求卓越 百舸争流 砥砺奋进 乘风起势 聚沙成塔 攻坚克难 凝心聚力 搭桥铺路 "
    "精耕细作 负重登高 逐浪深蓝 接续奋斗 行稳致远 众志成城 向新而行 开路架桥 比学赶超 步履不停 织网捕鱼"
)

FUTURE = _groups(
    "共创未来 福满人间 和美万家 文明花开 联通世界 日新月异 再启新程 风华正茂 灯火可亲 幸福安康 "
    "宜居宜业 春满海疆 梦圆东方 薪火相传 大道同行 生生不息 前程似锦 四季如歌 笑语盈门 合作共赢 "
    "光耀海州 民安物阜 近悦远来 气象万千 安居乐业 与潮共舞 书香满城 长风万里 山青水碧 明天更好 乡愁可寄"
)
