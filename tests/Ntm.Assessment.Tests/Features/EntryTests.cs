using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Assessment.Tests.Features;

/// <summary>Figures of a province are set by two people and a document.</summary>
public sealed class EntryTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private const string Path = "assessment/threshold-confirmations";

    [Fact]
    public async Task What_is_prepared_decides_nothing_until_a_leader_puts_it_into_force()
    {
        var (people, entry) = await PreparedAsync("01");

        var waiting = await GetAsync(people.Leader, entry);
        Assert.Equal((EntryStatus.Waiting, "officer-p"), (waiting.Status, waiting.PreparedBy));
        Assert.Equal(new EntryChange("XA_NTM_2021_2025, 2.1", null, "80"), Assert.Single(waiting.Changes));
        Assert.Equal(["put-into-force", "refuse"], waiting.AllowedActions);
        Assert.Empty(await FiguresAsync("01"));
        Assert.Single((await people.Officer.GetFromJsonAsync<Page<EntryView>>(List("01")))!.Items);

        (await people.Leader.PostAsync($"{entry}/into-force", null)).EnsureSuccessStatusCode();

        Assert.Equal("province-1", Assert.Single(await FiguresAsync("01")).ConfirmedBy);
        var done = await GetAsync(people.Officer, entry);
        Assert.Equal((EntryStatus.InForce, "province-1", 0), (done.Status, done.DecidedBy, done.AllowedActions.Count));
        Assert.Empty((await people.Officer.GetFromJsonAsync<Page<EntryView>>(List("01")))!.Items);
    }

    [Theory]
    [InlineData("leader@02", "officer@02")]
    [InlineData("leader@02~officer-p")]
    public async Task Whoever_prepared_it_or_lends_the_role_does_not_decide_on_it(params string[] grants)
    {
        var (people, entry) = await PreparedAsync("02");
        var subject = grants.Length == 2 ? "officer-p" : "deputy";
        var own = fixture.Platform.As(subject, grants);

        foreach (var act in new[] { "into-force", "refusal" })
        {
            var answer = await own.PostAsJsonAsync($"{entry}/{act}", new { reason = "Sai số" });
            Assert.Equal((403, "entry.own_work", null), await AssessmentPlatform.RefusalAsync(answer));
        }

        Assert.Equal(EntryStatus.Waiting, (await GetAsync(people.Leader, entry)).Status);
        Assert.Empty(await FiguresAsync("02"));
    }

    [Fact]
    public async Task Who_attached_the_document_does_not_decide_either()
    {
        var people = fixture.Deciders("03");
        var entry = (await people.Officer.PostAsJsonAsync(Path, Request("03"))).Headers.Location!.OriginalString;
        var both = fixture.Platform.As("both", "officer@03", "leader@03");
        (await TwoPeople.AttachAsync(both, entry)).EnsureSuccessStatusCode();

        Assert.Equal(
            (403, "entry.own_work", null),
            await AssessmentPlatform.RefusalAsync(await both.PostAsync($"{entry}/into-force", null))
        );
    }

    [Fact]
    public async Task Without_its_document_nothing_comes_into_force_and_the_document_stays()
    {
        var people = fixture.Deciders("04");
        var entry = (await people.Officer.PostAsJsonAsync(Path, Request("04"))).Headers.Location!.OriginalString;

        var missing = await people.Leader.PostAsync($"{entry}/into-force", null);
        (await TwoPeople.AttachAsync(people.Officer, entry)).EnsureSuccessStatusCode();
        var second = await TwoPeople.AttachAsync(people.Officer, entry);

        Assert.Equal((409, "entry.document_missing", null), await AssessmentPlatform.RefusalAsync(missing));
        Assert.Equal((409, "entry.document_attached", null), await AssessmentPlatform.RefusalAsync(second));
        var bytes = await people.Leader.GetAsync($"{entry}/document");
        Assert.Equal(("application/pdf", HttpStatusCode.OK), (bytes.Content.Headers.ContentType!.MediaType, bytes.StatusCode));
        await fixture.SweepAsync();
        Assert.Equal(HttpStatusCode.OK, (await people.Leader.GetAsync($"{entry}/document")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_dated_back_before_its_document()
    {
        var request = Request("05") with { ValidFrom = new DateOnly(2022, 12, 8) };

        Assert.Equal(
            (400, "assessment.valid_before_document", "validFrom"),
            await AssessmentPlatform.RefusalAsync(await fixture.Deciders("05").Officer.PostAsJsonAsync(Path, request))
        );
    }

    [Fact]
    public async Task A_refused_or_withdrawn_entry_changes_nothing_and_says_why()
    {
        var (people, refused) = await PreparedAsync("06");
        var (_, withdrawn) = await PreparedAsync("06");

        (await people.Leader.PostAsJsonAsync($"{refused}/refusal", new { reason = "Sai số" })).EnsureSuccessStatusCode();
        (await people.Officer.PostAsync($"{withdrawn}/withdrawal", null)).EnsureSuccessStatusCode();

        var shown = await GetAsync(people.Officer, refused);
        Assert.Equal((EntryStatus.Refused, "Sai số", "province-1"), (shown.Status, shown.Reason, shown.DecidedBy));
        foreach (var entry in new[] { refused, withdrawn })
        {
            Assert.Equal(
                (409, "entry.decided", null),
                await AssessmentPlatform.RefusalAsync(await people.Leader.PostAsync($"{entry}/into-force", null))
            );
        }

        Assert.Empty(await FiguresAsync("06"));
    }

    [Fact]
    public async Task Of_leaders_who_decide_at_once_one_wins()
    {
        var (_, entry) = await PreparedAsync("07");
        var leaders = Enumerable.Range(1, 6).Select(number => fixture.Platform.As($"leader-{number}", "leader@07")).ToList();

        var answers = await Task.WhenAll(
            leaders.Select(
                (leader, index) =>
                    index % 2 == 0
                        ? leader.PostAsync($"{entry}/into-force", null)
                        : leader.PostAsJsonAsync($"{entry}/refusal", new { reason = "Sai số" })
            )
        );

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        var inForce = (await GetAsync(leaders[0], entry)).Status == EntryStatus.InForce;
        Assert.Equal(inForce ? 1 : 0, (await FiguresAsync("07")).Count);
    }

    [Fact]
    public async Task The_audit_names_both_people_the_document_and_what_came_of_it()
    {
        var (people, entry) = await PreparedAsync("08");
        (await people.Leader.PostAsync($"{entry}/into-force", null)).EnsureSuccessStatusCode();
        using var scope = fixture.Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();
        var key = "entry/" + entry.Split('/')[^1];

        var acts = await db.AuditEntries.Where(row => row.Payload.Contains(key)).OrderBy(row => row.Sequence).ToListAsync();

        Assert.Equal(
            [
                ("PrepareThresholds", "officer-p"),
                ("AttachAssessmentEntryDocument", "officer-p"),
                ("PutAssessmentEntryIntoForce", "province-1"),
            ],
            acts.Select(act => (act.Action, act.Actor))
        );
        Assert.Contains("confirmation/08/1", acts[^1].Payload, StringComparison.Ordinal);
        var records = JsonElement.Parse(acts[^1].Payload).GetProperty("records").EnumerateArray();
        var content = records.Single(record => record.GetProperty("key").GetString() == key).GetProperty("content");
        Assert.Equal(64, content.GetProperty("file").GetString()!.Length);
        Assert.Equal("36/2022/QĐ-UBND", content.GetProperty("document").GetProperty("number").GetString());
        Assert.Equal("officer-p", Assert.Single(content.GetProperty("authors").EnumerateArray()).GetString());
    }

    [Fact]
    public void A_group_reaches_an_open_dossier_only_where_its_document_says_so()
    {
        var rows = new[] { Group(1, 2, reachesOpen: false), Group(2, 3, reachesOpen: true) };
        var opened = new DateOnly(2023, 2, 1);

        Assert.Null(UnitGroup.On(rows[..1], opened));
        Assert.Equal(3, UnitGroup.On(rows, opened));
        Assert.Equal(2, UnitGroup.On(rows[..1], new DateOnly(2023, 3, 1)));
    }

    [Theory]
    [InlineData("reviewer@09", 403, "entry.preparers_only", "entry.leader_only")]
    [InlineData("officer@09", 200, "", "entry.leader_only")]
    [InlineData("leader@09/090", 404, "entry.not_found", "entry.not_found")]
    [InlineData("leader@10", 404, "entry.not_found", "entry.not_found")]
    public async Task Others_neither_withdraw_nor_decide(string grant, int status, string withdrawal, string decision)
    {
        var (_, entry) = await PreparedAsync("09");
        var client = fixture.Platform.As("someone", grant);

        var decided = await client.PostAsync($"{entry}/into-force", null);
        var withdrawn = await client.PostAsync($"{entry}/withdrawal", null);

        Assert.Equal(decision, (await AssessmentPlatform.RefusalAsync(decided)).Code);
        Assert.Equal(status, (int)withdrawn.StatusCode);
        if (withdrawal.Length > 0)
        {
            Assert.Equal(withdrawal, (await AssessmentPlatform.RefusalAsync(withdrawn)).Code);
        }
    }

    private async Task<(TwoPeople People, string Entry)> PreparedAsync(string province)
    {
        var people = fixture.Deciders(province);
        var prepared = await people.PrepareAsync(Path, Request(province));
        prepared.EnsureSuccessStatusCode();
        return (people, prepared.Headers.Location!.OriginalString);
    }

    private async Task<IReadOnlyList<ConfirmedThreshold>> FiguresAsync(string province) =>
        (await fixture.Province(province).GetFromJsonAsync<Page<ConfirmedThreshold>>($"{Path}?province={province}"))!.Items;

    private static async Task<EntryView> GetAsync(HttpClient by, string entry) =>
        await AssessmentPlatform.ReadAsync<EntryView>(await by.GetAsync(entry));

    private static string List(string province) => $"assessment/entries?province={province}&waiting=true";

    private static UnitGroup Group(int number, int group, bool reachesOpen) =>
        new()
        {
            Province = "11",
            Number = number,
            UnitCode = "1",
            Group = group,
            DocumentNumber = "1",
            DocumentDate = new DateOnly(2023, 1, 1),
            ValidFrom = new DateOnly(2023, 1, 1),
            ReachesOpen = reachesOpen,
            RecordedBy = "province-1",
            RecordedByName = "",
            RecordedAt = AssessmentPlatform.Start,
        };

    private static PrepareThresholdsRequest Request(string province) =>
        new()
        {
            Province = province,
            DocumentNumber = "36/2022/QĐ-UBND",
            DocumentDate = new DateOnly(2022, 12, 9),
            ValidFrom = new DateOnly(2022, 12, 9),
            Thresholds =
            [
                new ThresholdInput
                {
                    Rule = "XA_NTM_2021_2025",
                    Item = "2.1",
                    Threshold = "80",
                },
            ],
        };
}
