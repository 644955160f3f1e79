using System.Text.Json.Nodes;
using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class PathReaderTests
{
    [Fact]
    public void The_three_tier_path_carries_its_cut_off_guards_documents_and_departments()
    {
        var path = PathFiles.Read("xa-ntm-3-cap");
        var submission = path.StageOf("district-submission");

        Assert.Equal(new DateOnly(2025, 6, 30), path.ValidTo);
        Assert.Equal("district-submission", submission.CutOff);
        Assert.Equal([14, 7, 3, 1], submission.Reminders);
        Assert.True(submission.Has(Guard.BeforeCutOff));
        Assert.Contains(
            path.StageOf("commune-dossier").Documents,
            document => document is { Key: "commune-proposal", Step: "C6", Required: true }
        );
        Assert.Equal(
            ["2"],
            path.StageOf("province-appraisal").Departments.Single(department => department.Key == "SGTVT").CriteriaFor("xa-ntm")
        );
        Assert.Equal(20, path.StageOf("satisfaction-survey").DueWorkingDays);
    }

    [Theory]
    [InlineData("xa-ntm-3-cap", "xa-ntm", 20)]
    [InlineData("xa-ntm-3-cap", "xa-ntm-nang-cao", 20)]
    [InlineData("xa-ntm-2-cap", "xa-ntm", 20)]
    [InlineData("xa-ntm-2-cap", "xa-ntm-nang-cao", 20)]
    public void Every_criterion_has_exactly_one_department_at_the_province(string key, string title, int criteria)
    {
        var shares = PathFiles.Read(key).StageOf("province-appraisal").Departments.SelectMany(department => department.CriteriaFor(title));

        Assert.Equal(Enumerable.Range(1, criteria).Select(number => $"{number}"), shares.OrderBy(int.Parse));
    }

    [Fact]
    public void The_two_tier_path_begins_with_the_two_tier_government_and_knows_no_district()
    {
        var path = PathFiles.Read("xa-ntm-2-cap");

        Assert.Equal(new DateOnly(2025, 7, 1), path.ValidFrom);
        Assert.DoesNotContain(path.Stages, stage => stage.Level == "district");
    }

    [Fact]
    public void The_path_of_2026_has_the_communes_own_stages_and_leaves_every_figure_to_the_procedure()
    {
        var path = PathFiles.Read("xa-ntm-2-cap-v2");

        Assert.Equal((2, new DateOnly(2026, 2, 15), true), (path.Version, path.ValidFrom, path.NeedsProcedure));
        Assert.Equal("registration", path.Start);
        Assert.Equal(StageKind.PublicNotice, path.StageOf("public-notice").Kind);
        Assert.Equal(StageKind.Meeting, path.StageOf("commune-meeting").Kind);
        Assert.Equal("commune-meeting", path.Connections[new Port("commune-meeting", Outcomes.NotAgreed)]);
        Assert.DoesNotContain(path.Stages, stage => stage.DueBefore is not null || stage.DueWorkingDays is not null);
        Assert.Equal(Stage.OfProcedure, path.StageOf("council-vote").VoteRule);
    }

    [Fact]
    public void A_review_that_the_path_leads_no_rejection_from_cannot_be_rejected()
    {
        var text = PathFileEdits.Apply(PathFiles.Text("xa-ntm-3-cap"), "drop-connection:province-appraisal.Rejected");
        var path = PathReader.Read(text).Path!;

        Assert.Equal(["Approved", "Returned"], path.OutcomesOf(path.StageOf("province-appraisal")));
        Assert.Equal(["Approved", "Returned", "Rejected"], path.OutcomesOf(path.StageOf("district-examination")));
    }

    public static TheoryData<string, string, string> SingleFaults() =>
        new()
        {
            { "a dead end", "root.activities[announcement]|ngõ cụt", "drop-connection:decision.Recognised" },
            { "a dead end of the survey", "root.activities[satisfaction-survey]|ngõ cụt", "drop-connection:satisfaction-survey.NotMet" },
            { "an unreachable stage", "root.activities[announcement]|không thể đi tới", "drop-connection:decision.Recognised" },
            { "an unmatched fork", "root.activities[fork]|không gặp lại", "target:province-appraisal.Approved=council-vote" },
            { "a join without a fork", "root.activities[join]|không có Elsa.FlowFork", "target:province-appraisal.Approved=council-vote" },
            { "a branch that leaves its fork", "root.activities[fork]|không gặp lại", "target:survey-remedy.Completed=commune-dossier" },
            { "a way into a branch from outside", "root.activities[fork]|không gặp lại", "target:council-vote.Lost=commune-supplement" },
            { "no way to an end", "root.activities[decision]|từ bước này không thể đi tới kết thúc", "loop-decision" },
            { "an unknown outcome for the kind", "source.port|không có kết quả “Signed”", "port:decision.Recognised=Signed" },
            { "an unknown activity type", "root.activities[0].type|“Ntm.Magic”", "type:self-assessment=Ntm.Magic" },
            { "a type of the engine that paths do not use", "root.activities[0].type|“Elsa.Delay”", "type:self-assessment=Elsa.Delay" },
            { "an unknown input", "root.activities[0].colour|không được hỗ trợ", "input:self-assessment.colour=red" },
            { "a missing title", "root.activities[0].title|thiếu", "drop-input:self-assessment.title" },
            { "an empty title", "root.activities[0].title|không được để trống", "input:self-assessment.title=" },
            {
                "an unknown guard",
                "root.activities[1].guards|không có điều kiện “moon-full”",
                "object:commune-dossier.guards=String[]=[\"moon-full\"]"
            },
            {
                "a guard of another kind",
                "root.activities[1].guards|không dùng được",
                "object:commune-dossier.guards=String[]=[\"minutes-closed\"]"
            },
            {
                "a day that is not in every year",
                "root.activities[3].dueBefore|không phải ngày",
                "input:district-submission.dueBefore=02-29"
            },
            { "a cut-off guard without a cut-off", "root.activities[3].dueBefore|thiếu", "drop-input:district-submission.cutOff" },
            {
                "reminders without a deadline",
                "root.activities[0].reminders|không có nhắc hạn",
                "object:self-assessment.reminders=Int32[]=[3]"
            },
            { "an unknown level", "root.activities[0].level|“kingdom”", "input:self-assessment.level=kingdom" },
            { "an unknown role", "root.activities[0].role|“wizard”", "input:self-assessment.role=wizard" },
            {
                "a repeated document",
                "root.activities[self-assessment]|lặp lại thành phần",
                "object:self-assessment.documents=Object=[{\"key\":\"a\",\"step\":\"C6\",\"required\":true},"
                    + "{\"key\":\"a\",\"step\":\"C6\",\"required\":true}]"
            },
            {
                "a return that nobody answers",
                "root.activities[district-examination]|phải dẫn đến",
                "target:district-examination.Returned=district-submission"
            },
            {
                "a criterion with two departments",
                "departments|giao cho nhiều cơ quan",
                "object:province-appraisal.departments=Object=[{\"key\":\"A\",\"title\":\"a\",\"criteria\":{\"xa-ntm\":[\"1\"]}},"
                    + "{\"key\":\"B\",\"title\":\"b\",\"criteria\":{\"xa-ntm\":[\"1\"]}}]"
            },
            {
                "an input that is not JSON",
                "root.activities[1].guards.expression.value|không phải JSON",
                "object:commune-dossier.guards=String[]=[oops"
            },
            { "an unknown start", "root.start|không có bước", "start:nowhere" },
            { "a period of an unknown name", "].period|“moonrise”", "input:decision.period=moonrise" },
            { "two deadlines at one stage", "].period|mỗi bước chỉ có một thời hạn", "input:province-appraisal.period=appraisal" },
            { "a dated cut-off elsewhere", "].cutOff|chỉ dùng cho bước trình hồ sơ", "input:decision.cutOff=district-submission" },
            { "a period without a procedure", "root.activities[decision]|quy trình được xác nhận", "input:decision.period=decision" },
            {
                "a notice without a procedure",
                "root.activities[commune-dossier]|quy trình được xác nhận",
                "type:commune-dossier=Ntm.PublicNotice"
            },
            { "a meeting that nobody can lose", "root.activities[commune-dossier]|ngõ cụt", "type:commune-dossier=Ntm.Meeting" },
            { "a second survey", "|chỉ được có một bước Ntm.Survey", "type:survey-remedy=Ntm.Survey" },
            { "a council vote without a rule", "voteRule|thiếu", "drop-input:council-vote.voteRule" },
            { "a voting rule elsewhere", "voteRule|chỉ dùng cho bước biểu quyết", "input:decision.voteRule=province-council" },
            {
                "a guard on a survey",
                "guards|không dùng được cho bước loại Survey",
                "object:satisfaction-survey.guards=String[]=[\"returned-items-answered\"]"
            },
            {
                "a document that a survey cannot require",
                "documents|không đòi tài liệu bắt buộc",
                "object:satisfaction-survey.documents=Object=[{\"key\":\"front-survey-report\",\"step\":\"C10\",\"required\":true}]"
            },
            { "a survey that is not the Front's", "role|chỉ do Mặt trận", "input:satisfaction-survey.role=officer" },
            { "a self-assessment by another level", "role|chỉ do cán bộ của chính xã", "input:self-assessment.level=district" },
            {
                "a rejection that does not refuse",
                "root.activities[province-appraisal]|“Rejected” phải dẫn đến",
                "target:province-appraisal.Rejected=commune-dossier"
            },
            {
                "a guard for what every stage asks",
                "root.activities[1].guards|không có điều kiện “documents-complete”",
                "object:commune-dossier.guards=String[]=[\"documents-complete\"]"
            },
        };

    [Theory]
    [MemberData(nameof(SingleFaults))]
    public void A_path_file_with_a_fault_is_refused_with_its_place_named(string what, string expected, string change)
    {
        var reading = PathReader.Read(PathFileEdits.Apply(PathFiles.Text("xa-ntm-3-cap"), change));
        var (place, message) = (expected.Split('|')[0], expected.Split('|')[1]);

        Assert.Null(reading.Path);
        if (what != "a dead end")
        {
            Assert.Contains(reading.Faults, fault => fault.Place.Contains(place) && fault.Message.Contains(message));
        }
        else
        {
            Assert.Contains(reading.Faults, fault => fault.Place == "root.activities[decision]" && fault.Message.Contains(message));
        }
    }

    [Fact]
    public void All_faults_of_a_file_are_named_at_once()
    {
        var text = PathFileEdits.Apply(PathFiles.Text("xa-ntm-3-cap"), "drop-input:self-assessment.title");
        text = PathFileEdits.Apply(text, "input:commune-dossier.role=wizard");
        text = PathFileEdits.Apply(text, "drop-connection:decision.Recognised");
        text = PathFileEdits.Apply(text, "target:council-vote.Lost=nowhere");

        var places = PathReader.Read(text).Faults.Select(fault => fault.Place).ToList();

        Assert.Contains("root.activities[0].title", places);
        Assert.Contains("root.activities[1].role", places);
        Assert.Contains("root.activities[decision]", places);
        Assert.Contains("root.activities[announcement]", places);
        Assert.Contains(places, place => place.EndsWith("target.activity", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"root\": 1}")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}")]
    [InlineData("{\"root\": {\"activities\": [1, null], \"connections\": [{}, {\"source\": 3, \"target\": {}}]}}")]
    public void A_damaged_file_gives_faults_and_no_exception(string text)
    {
        Assert.NotEmpty(PathReader.Read(text).Faults);
    }

    [Fact]
    public void An_unpublished_definition_and_unknown_properties_are_refused()
    {
        var node = JsonNode.Parse(PathFiles.Text("xa-ntm-2-cap"))!;
        node["isPublished"] = false;
        node["secret"] = 1;
        node["customProperties"]!["validTo"] = "2020-01-01";

        var places = PathReader.Read(node.ToJsonString()).Faults.Select(fault => fault.Place);

        Assert.Equal(["secret", "isPublished", "customProperties.validTo"], places);
    }
}
