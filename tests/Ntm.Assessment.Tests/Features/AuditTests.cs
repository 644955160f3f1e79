using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Features;
using Ntm.Assessment.Persistence;
using Ntm.Audit;
using Ntm.Testing;

namespace Ntm.Assessment.Tests.Features;

public sealed class AuditTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2023, 3, 1);
    private readonly AssessmentPlatform fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_confirmed_threshold_changed_added_or_deleted_behind_the_service_is_named()
    {
        (await ConfirmAsync("81")).EnsureSuccessStatusCode();
        var whole = await VerifyAsync();

        Assert.True(whole.Verified, whole.Reason);
        await ChangeAsync(db =>
            db.Confirmations.Where(row => row.Province == "81").ExecuteUpdateAsync(set => set.SetProperty(row => row.Threshold, "1"))
        );
        Assert.Contains("confirmation/81/1 đã bị sửa", (await VerifyAsync()).Reason, StringComparison.Ordinal);
        await ChangeAsync(db =>
            db.Confirmations.Where(row => row.Province == "81").ExecuteUpdateAsync(set => set.SetProperty(row => row.Number, 7))
        );
        var moved = (await VerifyAsync()).Reason;
        Assert.Contains("confirmation/81/1 đã bị xóa", moved, StringComparison.Ordinal);
        Assert.Contains("confirmation/81/7 được thêm ngoài nhật ký", moved, StringComparison.Ordinal);
        await ChangeAsync(db => db.Confirmations.Where(row => row.Province == "81").ExecuteDeleteAsync());
        Assert.Contains("confirmation/81/1 đã bị xóa", (await VerifyAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_changed_in_the_database_is_found_and_the_last_one_deleted_is_missed()
    {
        (await ConfirmAsync("82")).EnsureSuccessStatusCode();
        var sequence = (await VerifyAsync()).VerifiedEntries;

        await ChangeAsync(db =>
            db.AuditEntries.Where(row => row.Sequence == sequence).ExecuteUpdateAsync(set => set.SetProperty(row => row.Actor, "ai đó"))
        );
        Assert.Equal(sequence, (await VerifyAsync()).BrokenAt);
        await ChangeAsync(db => db.AuditEntries.Where(row => row.Sequence == sequence).ExecuteDeleteAsync());
        Assert.Contains("phần cuối", (await VerifyAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_at_once_make_one_chain_and_a_refused_one_leaves_nothing()
    {
        var before = await EntriesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(83, 5).Select(province => ConfirmAsync($"{province}")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, (await ConfirmAsync("88", "nhiều")).StatusCode);
        Assert.Equal(before + 15, await EntriesAsync());
    }

    [Theory]
    [InlineData("auditor@42", 200)]
    [InlineData("leader@42", 200)]
    [InlineData("administrator@42", 200)]
    [InlineData("auditor@42/439", 403)]
    [InlineData("officer@42", 403)]
    [InlineData("surveyor@42", 403)]
    public async Task Auditors_administrators_and_leaders_of_a_province_read_it(string grant, int status) =>
        Assert.Equal(status, (int)(await fixture.Platform.As("kiểm", grant).GetAsync("assessment/audit")).StatusCode);

    [Fact]
    public async Task An_entry_says_who_did_what()
    {
        (await ConfirmAsync("89")).EnsureSuccessStatusCode();
        using var scope = fixture.Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();

        var entry = await db.AuditEntries.SingleAsync(row => row.Payload.Contains("confirmation/89/1"));

        Assert.Equal(("PutAssessmentEntryIntoForce", "province-1"), (entry.Action, entry.Actor));
    }

    [Theory]
    [InlineData("leader@90~province-1", "province-1")]
    [InlineData("leader@90", null)]
    public async Task An_entry_names_in_whose_place_it_was_done(string grant, string? principal)
    {
        var deputy = fixture.Platform.As("deputy", grant, "officer@90~somebody");
        (await ConfirmAsync("90", client: deputy)).EnsureSuccessStatusCode();
        using var scope = fixture.Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();

        var entry = await db.AuditEntries.OrderBy(row => row.Sequence).LastAsync();

        Assert.Equal(("deputy", principal), (entry.Actor, entry.OnBehalfOf));
        Assert.True((await VerifyAsync()).Verified);
    }

    private async Task<long> EntriesAsync()
    {
        using var scope = fixture.Platform.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<AssessmentDbContext>().AuditEntries.LongCountAsync();
    }

    private Task<HttpResponseMessage> ConfirmAsync(string province, string threshold = "80", HttpClient? client = null) =>
        (fixture.Deciders(province) with { Leader = client ?? fixture.Province(province) }).DecideAsync(
            "assessment/threshold-confirmations",
            new
            {
                province,
                documentNumber = "36/2022/QĐ-THU",
                documentDate = Day,
                validFrom = Day,
                thresholds = new[]
                {
                    new
                    {
                        rule = "XA_NTM_2021_2025",
                        item = "2.1",
                        threshold,
                    },
                },
            }
        );

    private async Task ChangeAsync(Func<AssessmentDbContext, Task<int>> change)
    {
        using var scope = fixture.Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();
        await db.LiftAsync();
        Assert.Equal(1, await change(db));
    }

    private async Task<AuditVerification> VerifyAsync()
    {
        var answer = await fixture.Platform.As("kiểm", "auditor@42").GetAsync("assessment/audit");
        using var export = new MemoryStream(Encoding.UTF8.GetBytes(await answer.Content.ReadAsStringAsync()));
        return AuditVerifier.Verify(export);
    }
}
