"""The steps of the campaign in their order: title, and what plays it."""

from deploy.local.rehearsal.stage import Step
from deploy.local.rehearsal.steps.accounts import make_accounts
from deploy.local.rehearsal.steps.articles import publish_article
from deploy.local.rehearsal.steps.awards import award, funnel
from deploy.local.rehearsal.steps.bulletins import issue_bulletin
from deploy.local.rehearsal.steps.campaign import open_campaign
from deploy.local.rehearsal.steps.contest import close_contest, open_contest, withdraw_nominee
from deploy.local.rehearsal.steps.discussion import comment, open_discussion
from deploy.local.rehearsal.steps.notices import check_certificates, check_notices
from deploy.local.rehearsal.steps.objections import end_objections, object_and_answer
from deploy.local.rehearsal.steps.organisation import award_units
from deploy.local.rehearsal.steps.panel import choose_finalists, cut_nominees
from deploy.local.rehearsal.steps.refinement import refine
from deploy.local.rehearsal.steps.result import composite, cut_excellent, decide
from deploy.local.rehearsal.steps.screening import screen
from deploy.local.rehearsal.steps.sheets import chase_units, check_quotas, upload_again, upload_sheets
from deploy.local.rehearsal.steps.singles import send_singles
from deploy.local.rehearsal.steps.vote import vote

STEPS: tuple[tuple[str, Step], ...] = (
    ("campaign 征集", open_campaign),
    ("accounts 账号", make_accounts),
    ("sheets 汇总表", upload_sheets),
    ("web, e-mail, letter 投稿", send_singles),
    ("sheets again 重报", upload_again),
    ("quotas 报送数", check_quotas),
    ("letters 提醒函", chase_units),
    ("screening 筛选", screen),
    ("discussion 讨论", open_discussion),
    ("comments 留言", comment),
    ("article 媒体评论", publish_article),
    ("finalists 入围", choose_finalists),
    ("panel, nominees 论证", cut_nominees),
    ("refinement 完善", refine),
    ("contest 公示", open_contest),
    ("vote 投票", vote),
    ("withdrawal 退出", withdraw_nominee),
    ("result 计票", close_contest),
    ("composite 综合", composite),
    ("excellent 优秀", cut_excellent),
    ("decision 中选", decide),
    ("objections 异议", object_and_answer),
    ("end of 公示", end_objections),
    ("awards 奖励", award),
    ("units 组织奖", award_units),
    ("funnel 全程", funnel),
    ("notices 通知", check_notices),
    ("certificates 证书", check_certificates),
    ("bulletin 简报", issue_bulletin),
)
