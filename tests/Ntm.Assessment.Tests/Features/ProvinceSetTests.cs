using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Tests.Features;

public sealed class ProvinceSetTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private const string Path = "assessment/criteria-sets";
    private const string Bad = Sheets.Titles + "\n1.1,,bool,=,Đạt,,,,,,\n20.1,Chữ,percent,>=,nhiều,%,,,,,";
    private static readonly DateOnly Day = new(2023, 3, 1);
    private static int codes;

    [Fact]
    public async Task A_table_with_bad_cells_is_kept_with_each_of_them_named_and_cannot_be_published()
    {
        var request = Request("50") with { File = Sheets.Csv(Bad) };

        var answer = await Officer("50").PostAsJsonAsync(Path, request);

        Assert.Equal((HttpStatusCode.Created, $"/{Path}/{request.Code}/preview"), (answer.StatusCode, $"{answer.Headers.Location}"));
        var preview = await AssessmentPlatform.ReadAsync<CriteriaPreview>(answer);
        Assert.Equal([(2, "type"), (2, "text_vi"), (3, "threshold")], preview.Faults.Select(fault => (fault.Row, fault.Column)));
        Assert.Equal(("draft", 3), (preview.Status, preview.FaultCount));
        Assert.Equal(["replace", "delete"], preview.AllowedActions);
        Assert.Equal(
            (409, "assessment.criteria_set_faulty", null),
            await AssessmentPlatform.RefusalAsync(await PublishAsync(request.Code, "50"))
        );
    }

    [Fact]
    public async Task A_draft_is_replaced_read_listed_and_deleted_by_those_at_the_province()
    {
        var draft = await DraftAsync(Request("51") with { File = Sheets.Csv(Bad) });

        var stale = await ReplaceAsync(draft.Code, "51", Sheets.Csv(Sheets.Good), "\"7\"");
        var replaced = await AssessmentPlatform.ReadAsync<CriteriaPreview>(
            await ReplaceAsync(draft.Code, "51", Sheets.Csv(Sheets.Good), "\"1\"")
        );

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Empty(replaced.Faults);
        Assert.NotEqual(draft.Sha256, replaced.Sha256);
        var list = (await fixture.Platform.As("kiểm", "auditor@51").GetFromJsonAsync<Page<ProvinceSetSummary>>(Drafts("51")))!;
        Assert.Equal((draft.Code, "draft", 0), list.Items.Select(item => (item.Code, item.Status, item.FaultCount)).Single());
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Province("51").GetAsync($"{Path}/{draft.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Officer("51").DeleteAsync($"{Path}/{draft.Code}")).StatusCode);
        Assert.Equal(
            (404, "assessment.criteria_draft_not_found", null),
            await AssessmentPlatform.RefusalAsync(await Officer("51").GetAsync($"{Path}/{draft.Code}/preview"))
        );
    }

    [Fact]
    public async Task A_workbook_does_as_well()
    {
        var rows = Sheets.Good.Split('\n').Select(line => Sheets.Row([.. line.Split(',').Select(Sheets.Text)]));

        var preview = await DraftAsync(Request("63") with { File = Sheets.Workbook(string.Join("", rows)) });

        Assert.Equal((0, 3, "tieu-chi.xlsx"), (preview.FaultCount, preview.Indicators, preview.FileName));
        Assert.Equal("XA_NTM_2021_2025", preview.ComparedWith);
        Assert.Equal(["20.1"], preview.Added);
        Assert.Contains("17.1", preview.Removed);
        Assert.Contains(preview.Changed, change => change.Code == "3.1" && change.Columns.Contains("type"));
    }

    [Fact]
    public async Task Who_lent_the_role_in_which_a_set_was_prepared_does_not_publish_it()
    {
        var draft = await DraftAsync(Request("64"), fixture.Platform.As("deputy", "officer@64~principal"));

        var own = await DecideAsync(draft.Code, "64", fixture.Platform.As("principal", "leader@64"));

        Assert.Equal((403, "entry.own_work", null), await AssessmentPlatform.RefusalAsync(own));
        (await PublishAsync(draft.Code, "64")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Somebody_else_publishes_and_from_then_on_it_never_changes()
    {
        var draft = await DraftAsync(Request("52"), fixture.Platform.As("both", "officer@52", "leader@52"));

        var own = await DecideAsync(draft.Code, "52", fixture.Platform.As("both", "officer@52", "leader@52"));
        var byDeputy = await DecideAsync(draft.Code, "52", fixture.Platform.As("deputy", "leader@52~both"));
        (await PublishAsync(draft.Code, "52")).EnsureSuccessStatusCode();
        var published = (await fixture.Province("52").GetFromJsonAsync<CriteriaPreview>($"{Path}/{draft.Code}/preview"))!;

        Assert.Equal((403, "entry.own_work", null), await AssessmentPlatform.RefusalAsync(own));
        Assert.Equal((403, "entry.own_work", null), await AssessmentPlatform.RefusalAsync(byDeputy));
        Assert.Equal(("published", draft.Sha256), (published.Status, published.Sha256));
        Assert.Empty(published.AllowedActions);
        foreach (
            var answer in new[]
            {
                await ReplaceAsync(draft.Code, "52", Sheets.Csv(Sheets.Good)),
                await Officer("52").DeleteAsync($"{Path}/{draft.Code}"),
                await PublishAsync(draft.Code, "52"),
            }
        )
        {
            Assert.Equal((409, "assessment.criteria_set_published", null), await AssessmentPlatform.RefusalAsync(answer));
        }

        var set = await AssessmentPlatform.ReadAsync<CriteriaSetView>(
            await fixture.Officer(AssessmentPlatform.NewCommune()).GetAsync($"{Path}/{draft.Code}?day=2023-04-01")
        );
        Assert.Equal(("52", 3), (set.Summary.Province, set.Criteria.Count));
    }

    [Fact]
    public async Task A_dossier_uses_the_set_of_its_province_on_the_day_it_was_opened_and_keeps_it()
    {
        var unit = AssessmentPlatform.NewCommune("54/540");
        var running = await fixture.OpenAsync(unit, openedOn: Day.AddDays(40));
        var first = await DraftAsync(Request("54") with { ValidFrom = Day });
        (await PublishAsync(first.Code, "54")).EnsureSuccessStatusCode();
        var before = await fixture.OpenAsync(unit, openedOn: Day.AddDays(-1));
        var during = await fixture.OpenAsync(unit, openedOn: Day.AddDays(9));

        var second = await DraftAsync(Request("54") with { ValidFrom = Day.AddDays(10) });
        (await PublishAsync(second.Code, "54")).EnsureSuccessStatusCode();
        var after = await fixture.OpenAsync(unit, openedOn: Day.AddDays(10));

        Assert.Equal(
            ["XA_NTM_2021_2025", "XA_NTM_2021_2025", first.Code, second.Code],
            await Task.WhenAll(new[] { running, before, during, after }.Select(dossier => SetOfAsync(dossier, unit)))
        );
        var elsewhere = AssessmentPlatform.NewCommune("55/550");
        Assert.Equal("XA_NTM_2021_2025", await SetOfAsync(await fixture.OpenAsync(elsewhere, openedOn: Day.AddDays(9)), elsewhere));
        var list = await fixture.Officer(unit).GetFromJsonAsync<CriteriaSetList>($"{Path}?title=xa-ntm&day=2023-03-10");
        Assert.Equal([first.Code, "XA_NTM_2021_2025"], list!.Items.Select(item => item.Code));
    }

    [Fact]
    public async Task A_set_that_begins_no_later_than_a_published_one_is_refused()
    {
        var first = await DraftAsync(Request("56") with { ValidFrom = Day });
        var second = await DraftAsync(Request("56") with { ValidFrom = Day });
        (await PublishAsync(first.Code, "56")).EnsureSuccessStatusCode();

        Assert.Equal(
            (409, "assessment.criteria_set_not_later", null),
            await AssessmentPlatform.RefusalAsync(await PublishAsync(second.Code, "56"))
        );
    }

    [Fact]
    public async Task Of_two_sets_for_one_day_published_at_once_one_is_in_force()
    {
        var drafts = new List<CriteriaPreview>();
        for (var i = 0; i < 4; i++)
        {
            drafts.Add(await DraftAsync(Request("57")));
        }

        var entries = new List<string>();
        foreach (var draft in drafts)
        {
            var prepared = await fixture.Deciders("57").PrepareAsync($"{Path}/{draft.Code}/publication");
            entries.Add(prepared.Headers.Location!.OriginalString);
        }

        var answers = await Task.WhenAll(entries.Select(entry => fixture.Province("57").PostAsync($"{entry}/into-force", null)));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Rows_changed_behind_the_service_judge_nobody()
    {
        var unit = AssessmentPlatform.NewCommune("59/590");
        var draft = await DraftAsync(Request("59"));
        (await PublishAsync(draft.Code, "59")).EnsureSuccessStatusCode();
        var dossier = await fixture.OpenAsync(unit, openedOn: Day);
        using (var scope = fixture.Platform.Services.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();
            var rows = (await db.ProvinceSets.SingleAsync(row => row.Code == draft.Code)).Rows;
            IReadOnlyList<SheetRow> easier = [.. rows.Select(row => row with { Cells = [.. row.Cells.Select(Easier)] })];
            await db.ProvinceSets.Where(row => row.Code == draft.Code).ExecuteUpdateAsync(set => set.SetProperty(row => row.Rows, easier));
        }

        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await fixture.Officer(unit).GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode
        );

        static string Easier(string cell) => cell == "8.5" ? "0" : cell;
    }

    [Fact]
    public async Task An_extension_adds_to_the_national_set_and_its_confirmations_count()
    {
        var unit = AssessmentPlatform.NewCommune("58/580");
        var rows = Sheets.Titles + "\n2.1,Tỷ lệ đường xã,percent,>=,90,%,,,,,\n20,Vườn mẫu,name,,,,,,,,\n20.1,Vườn mẫu,boolean,=,Đạt,,,,,,";
        var draft = await DraftAsync(Request("58") with { Extends = "XA_NTM_2021_2025", File = Sheets.Csv(rows) });
        (await PublishAsync(draft.Code, "58")).EnsureSuccessStatusCode();
        (
            await fixture
                .Deciders("58")
                .DecideAsync(
                    "assessment/threshold-confirmations",
                    new PrepareThresholdsRequest
                    {
                        Province = "58",
                        DocumentNumber = "01/2023/QĐ-THU",
                        DocumentDate = Day,
                        ValidFrom = Day,
                        Thresholds = [Figure("XA_NTM_2021_2025", "2.2"), Figure(draft.Code, "3.1")],
                    }
                )
        ).EnsureSuccessStatusCode();

        var dossier = await fixture.OpenAsync(unit, openedOn: Day);
        var view = await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await fixture
                .Officer(unit)
                .PutAsJsonAsync(
                    $"{AssessmentPlatform.Draft(dossier)}/values",
                    new PutIndicatorValuesRequest { Values = [.. new[] { "2.1", "2.2", "2.3", "3.1" }.Select(Share), Met("20.1")] }
                )
        );

        Assert.Equal((20, 58), (view.Criteria.Count, view.Criteria.Sum(criterion => criterion.Indicators.Count)));
        Assert.Equal(["2.3"], view.Undecidable);
        Assert.Equal(["2.1"], view.Failing);
        Assert.Equal("Vườn mẫu", view.Criteria[^1].Name);
    }

    [Fact]
    public async Task Criteria_of_a_pilot_title_are_the_provinces_own()
    {
        var unit = AssessmentPlatform.NewCommune("60/600");
        var before = await fixture.OpenAsync(unit, "xa-ntm-hien-dai", Day);
        var draft = await DraftAsync(
            Request("60") with
            {
                Title = "xa-ntm-hien-dai",
                ValidFrom = Day,
                File = Sheets.Csv(Sheets.Good + "\n1,Quy hoạch,name,,,,,,,,\n3,Thu nhập,name,,,,,,,,"),
            }
        );
        (await PublishAsync(draft.Code, "60")).EnsureSuccessStatusCode();
        var after = await fixture.OpenAsync(unit, "xa-ntm-hien-dai", Day);

        Assert.Null(await SetOfAsync(before, unit));
        Assert.Equal(draft.Code, await SetOfAsync(after, unit));
        Assert.Null(draft.ComparedWith);
    }

    [Theory]
    [InlineData("code", "ht 2026", "assessment.criteria_set_code")]
    [InlineData("code", "2026_HT", "assessment.criteria_set_code")]
    [InlineData("code", "HT", "assessment.criteria_set_code")]
    [InlineData("title", "xa-giau", "assessment.title_unknown")]
    [InlineData("name", " ", "request.invalid")]
    [InlineData("documentNumber", " ", "request.invalid")]
    [InlineData("documentDate", "2023-03-02", "assessment.document_in_future")]
    [InlineData("validFrom", "1999-01-01", "assessment.valid_from_range")]
    [InlineData("validTo", "2023-02-01", "assessment.valid_to_before_from")]
    [InlineData("extends", "XA_2050", "assessment.extends_unknown")]
    [InlineData("extends", "XA_NC_2021_2025", "assessment.extends_unknown")]
    [InlineData("extends", "XA_NTM_2026_2030", "assessment.extends_unknown")]
    [InlineData("file", "tieu-chi.pdf", "assessment.sheet_unreadable")]
    public async Task A_faulty_request_is_refused_by_field(string field, string value, string code)
    {
        var request = System.Text.Json.JsonSerializer.SerializeToNode(Request("61"), System.Text.Json.JsonSerializerOptions.Web)!;
        request[field] = field == "file" ? new System.Text.Json.Nodes.JsonObject { ["name"] = value, ["content"] = "YQ==" } : value;

        var answer = await Officer("61").PostAsJsonAsync(Path, request);

        Assert.Equal((400, code, field), await AssessmentPlatform.RefusalAsync(answer));
    }

    [Fact]
    public async Task A_code_is_used_once_in_the_land()
    {
        var draft = await DraftAsync(Request("62"));

        foreach (var code in new[] { draft.Code, "XA_NTM_2021_2025" })
        {
            Assert.Equal(
                (409, "assessment.criteria_set_code_taken", "code"),
                await AssessmentPlatform.RefusalAsync(await Officer("64").PostAsJsonAsync(Path, Request("64") with { Code = code }))
            );
        }
    }

    [Theory]
    [InlineData("leader@66")]
    [InlineData("council@66")]
    [InlineData("administrator@66")]
    [InlineData("officer@66/660")]
    [InlineData("officer@67")]
    public async Task Nobody_but_officer_or_appraiser_of_that_very_province_prepares(string grant)
    {
        var answer = await fixture.Platform.As("someone", grant).PostAsJsonAsync(Path, Request("66"));

        Assert.Equal((403, "assessment.forbidden", null), await AssessmentPlatform.RefusalAsync(answer));
    }

    [Theory]
    [InlineData("leader@68", 403)]
    [InlineData("auditor@68", 403)]
    [InlineData("leader@68/680", 404)]
    [InlineData("leader@69", 404)]
    [InlineData("administrator@68", 404)]
    public async Task Nobody_but_officer_or_appraiser_of_that_very_province_prepares_the_publication(string grant, int status)
    {
        var draft = await DraftAsync(Request("68"), fixture.Platform.As("sở", "appraiser@68#SGTVT"));

        var client = fixture.Platform.As("someone", grant);

        Assert.Equal(status, (int)(await client.PostAsync($"{Path}/{draft.Code}/publication", null)).StatusCode);
        Assert.Equal(status == 403 ? 200 : 404, (int)(await client.GetAsync($"{Path}/{draft.Code}/preview")).StatusCode);
        Assert.Equal(status == 403 ? 200 : 403, (int)(await client.GetAsync(Drafts("68"))).StatusCode);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer()
    {
        var client = Officer("70");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "bo-1");
        var request = Request("70");

        var first = await client.PostAsJsonAsync(Path, request);
        var again = await client.PostAsJsonAsync(Path, request);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    private HttpClient Officer(string province) => fixture.Platform.As("officer-p", $"officer@{province}");

    private async Task<CriteriaPreview> DraftAsync(PrepareCriteriaSetRequest request, HttpClient? client = null) =>
        await AssessmentPlatform.ReadAsync<CriteriaPreview>(await (client ?? Officer(request.Province)).PostAsJsonAsync(Path, request));

    private Task<HttpResponseMessage> PublishAsync(string code, string province) => fixture.PublishSetAsync(code, province);

    /// <summary>The officer prepares that a set is published, and this leader decides on it.</summary>
    private Task<HttpResponseMessage> DecideAsync(string code, string province, HttpClient leader) =>
        (fixture.Deciders(province) with { Leader = leader }).DecideAsync($"{Path}/{code}/publication");

    private async Task<HttpResponseMessage> ReplaceAsync(string code, string province, CriteriaFileUpload file, string? match = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Path}/{code}/content")
        {
            Content = JsonContent.Create(new ReplaceCriteriaContentRequest { File = file }),
        };
        if (match is not null)
        {
            request.Headers.Add("If-Match", match);
        }

        return await Officer(province).SendAsync(request);
    }

    private async Task<string?> SetOfAsync(Guid dossier, string unit) =>
        (await fixture.Officer(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!.CriteriaSet;

    private static string Drafts(string province) => $"assessment/criteria-drafts?province={province}";

    private static Ntm.Assessment.Domain.Criteria.IndicatorInput Share(string code) =>
        new()
        {
            Code = code,
            Value = new() { Numerator = 80, Denominator = 100 },
        };

    private static Ntm.Assessment.Domain.Criteria.IndicatorInput Met(string code) =>
        new()
        {
            Code = code,
            Value = new() { Met = true },
        };

    private static PrepareCriteriaSetRequest Request(string province) =>
        new()
        {
            Code = $"T{province}_{Interlocked.Increment(ref codes)}",
            Province = province,
            Title = "xa-ntm",
            Name = "Bộ tiêu chí thử của tỉnh",
            DocumentNumber = "01/2023/QĐ-THU",
            DocumentDate = Day,
            ValidFrom = Day,
            ValidTo = null,
            Extends = null,
            File = Sheets.Csv(Sheets.Good),
        };

    private static Ntm.Assessment.Domain.ThresholdInput Figure(string rule, string item) =>
        new()
        {
            Rule = rule,
            Item = item,
            Threshold = "80",
        };
}
