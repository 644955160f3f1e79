using Ntm.Portal.Api;
using Ntm.Portal.Parts;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Tests.Parts;

/// <summary>What a dossier needs next, whom it waits for, and what is said after an act.</summary>
public sealed class StageTasksTests
{
    [Theory]
    [InlineData("Returned,Rejected", false, false)]
    [InlineData("Approved,Returned,Rejected", false, true)]
    [InlineData("Returned,Rejected", true, true)]
    public void A_conclusion_comes_first_once_it_can_be_another_than_the_end(string outcomes, bool returning, bool leads)
    {
        var item = new ReviewItemRecord("criterion", "2", null, returning ? false : null, null, null, null);
        var dossier = new DossierRecord { Reviews = [new ReviewRecord("s", [item])] };
        var (conclude, judge) = (Action("ConcludeReview") with { Outcomes = outcomes.Split(',') }, Action("GiveVerdicts"));

        Assert.Equal(leads, StageTasks.LeadsOn(dossier, conclude));
        Assert.Equal(leads, StageTasks.PlaceOf(dossier, conclude) < StageTasks.PlaceOf(dossier, judge));
    }

    [Fact]
    public void A_notice_that_runs_needs_its_broadcast_then_its_report_and_no_new_beginning()
    {
        var report = new DocumentRecord("report", "Báo cáo", null, ["s"], true, 5, ["Pdf"], [], []);
        var dossier = new DossierRecord
        {
            Open = [Open("s", "commune", "officer", "42/1")],
            Checklist = [report],
            Notices = [Notice(0)],
        };
        ActionRecord[] acts =
        [
            Action("StartNotice"),
            Action("RecordComment"),
            Action("AddFile") with
            {
                Items = ["report"],
            },
            Action("RecordBroadcast"),
        ];

        Assert.Equal(
            ["RecordBroadcast", "AddFile", "StartNotice", "RecordComment"],
            acts.OrderBy(act => StageTasks.PlaceOf(dossier, act)).Select(act => act.Name)
        );
        Assert.False(StageTasks.LeadsOn(dossier with { Notices = [Notice(1)] }, acts[3]));
        Assert.True(StageTasks.LeadsOn(dossier with { Notices = [] }, acts[0]));
        Assert.Equal("Báo cáo", Assert.Single(StageTasks.MissingOf(dossier, acts[2])).Name);
        Assert.Empty(StageTasks.MissingOf(dossier, Action("AddFile") with { Items = ["other"] }));
    }

    [Fact]
    public void Whom_a_dossier_waits_for_is_said_by_office_and_step()
    {
        var dossier = new DossierRecord
        {
            UnitPath = "42/1",
            Stages =
            [
                Stage("appraisal", "province", "appraiser") with
                {
                    Office = "Văn phòng Điều phối",
                },
                Stage("survey", "province", "surveyor"),
                Stage("examination", "district", "reviewer"),
            ],
            Open =
            [
                Open("appraisal", "province", "appraiser", "42"),
                Open("survey", "province", "surveyor", "42"),
                Open("examination", "district", "reviewer", "42"),
            ],
        };

        Assert.Equal(
            "Văn phòng Điều phối (bước appraisal); Mặt trận Tổ quốc tỉnh (bước survey); đoàn thẩm tra của UBND tỉnh (bước examination)",
            StageTasks.Waits(dossier)
        );
        Assert.Equal(
            "Văn phòng Điều phối (bước appraisal); đoàn thẩm tra của UBND tỉnh (bước examination)",
            StageTasks.Waits(dossier, Person("surveyor", "42", "province"))
        );
    }

    [Theory]
    [InlineData("surveyor", "42", "province", true)]
    [InlineData("reviewer", "42", "province", false)]
    [InlineData("surveyor", "42/1", "commune", false)]
    [InlineData("surveyor", "19", "province", false)]
    public void Who_has_no_step_on_the_path_is_promised_none(string role, string unit, string level, bool has)
    {
        var dossier = new DossierRecord { UnitPath = "42/1", Stages = [Stage("survey", "province", "surveyor")] };

        Assert.Equal(has, StageTasks.HasPart(dossier, Person(role, unit, level)));
    }

    [Fact]
    public void A_meeting_that_failed_is_no_success()
    {
        var meeting = new MeetingRecord("s", new DateOnly(2026, 1, 2), 50, 45, 30, 15, 41, false, "1/BB", "1/QĐ");

        var (failed, agreed) = (
            DossierReceipts.Of("HoldMeeting", new DossierRecord { Meetings = [meeting] })!,
            DossierReceipts.Of("HoldMeeting", new DossierRecord { Meetings = [meeting with { InFavour = 41, Agreed = true }] })!
        );

        Assert.True(failed.Warns);
        Assert.Contains("30/45 tán thành, cần 41, thiếu 11", failed.Words, StringComparison.Ordinal);
        Assert.Equal(("Đã ghi kết quả họp: 41/45 tán thành, đủ tỷ lệ.", false), (agreed.Words, agreed.Warns));
    }

    [Theory]
    [InlineData(true, "đến hết 16/03/2026")]
    [InlineData(false, "đến khi xã hoàn thành bước này")]
    public void A_notice_is_said_to_end_when_it_ends(bool ends, string said)
    {
        var notice = Notice(0) with { EndsAt = ends ? new DateTimeOffset(2026, 3, 17, 0, 0, 0, TimeSpan.FromHours(7)) : null };

        Assert.Contains(said, DossierReceipts.Of("StartNotice", new DossierRecord { Notices = [notice] })!.Words, StringComparison.Ordinal);
    }

    private static NoticeRecord Notice(int broadcasts) =>
        new(
            "s",
            1,
            new DateOnly(2026, 3, 1),
            ["UBND"],
            null,
            1,
            [.. Enumerable.Range(0, broadcasts).Select(_ => new BroadcastRecord(default, "Loa"))],
            []
        );

    private static StageRecord Stage(string key, string level, string role) =>
        new(key, "Bước " + key, "Review", 1, "open", level, role, [], []);

    private static OpenStageRecord Open(string key, string level, string role, string unit) =>
        new(key, "Bước " + key, "Review", 1, level, role, unit, default, null, null, [], false, []);

    private static Person Person(string role, string unit, string level) =>
        new() { Grants = [new PersonGrant(role, unit, "", level, null, null)] };

    private static ActionRecord Action(string name) => new(name, "s", "POST", "/x", null, null);
}
