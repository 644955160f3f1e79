using System.Text;
using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Reconciliation;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What is stored of a dossier, changed in the database and held against what its audit chain binds.</summary>
public sealed class BoundDossierTests
{
    [Fact]
    public async Task Whatever_is_changed_of_a_decided_dossier_is_named()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");
        await app.RecogniseAsync(id, "2023-02-01");
        var whole = await VerifyAsync(app, id);
        Assert.True(whole.Verified, whole.Reason);
        (string Was, string Is, string Named)[] changes =
        [
            ("\"inFavour\":4", "\"inFavour\":3", "phiên họp hội đồng (council) đã bị sửa"),
            ("\"outcome\":\"Recognised\"", "\"outcome\":\"Refused\"", "quyết định (decision) đã bị sửa"),
            ("\"accepted\":true", "\"accepted\":false", "kết luận từng nội dung (verdicts) đã bị sửa"),
            ("\"preparers\":[\"officer\"", "\"preparers\":[\"clerk2\"", "người tham gia lập hồ sơ (preparers) đã bị sửa"),
            ("\"where\":", "\"place\":", "công bố (announcement) đã bị sửa"),
        ];

        foreach (var (was, @is, _) in changes)
        {
            await ReplaceAsync(app, was, @is);
        }

        await app.SpoilAsync(db => db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.Status, "Refused")));
        await app.SpoilAsync(db => db.Assessments.ExecuteUpdateAsync(row => row.SetProperty(x => x.Criteria, "[]")));
        var reason = (await VerifyAsync(app, id)).Reason;

        Assert.All(changes, change => Assert.Contains(change.Named, reason, StringComparison.Ordinal));
        Assert.Contains("đơn vị, danh hiệu hoặc trạng thái (about) đã bị sửa", reason, StringComparison.Ordinal);
        Assert.Contains("bản tự đánh giá 1 (assessments/1) đã bị sửa", reason, StringComparison.Ordinal);
        await app.SpoilAsync(db => db.Assessments.ExecuteDeleteAsync());
        Assert.Contains("(assessments/1) đã bị xóa", (await VerifyAsync(app, id)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"inFavour\":50", "\"inFavour\":49", "kết quả họp (meetings) đã bị sửa")]
    [InlineData("\"numerator\":90", "\"numerator\":50", "quy trình đã được tỉnh xác nhận (procedure) đã bị sửa")]
    [InlineData("\"broadcasts\":5", "\"broadcasts\":1", "quy trình đã được tỉnh xác nhận (procedure) đã bị sửa")]
    [InlineData("\"broadcasts\":[", "\"broadcasts\":[], \"x\":[", "niêm yết công khai (notices) đã bị sửa")]
    public async Task The_count_of_a_meeting_and_the_rules_that_a_dossier_runs_under_are_bound(string was, string @is, string named)
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToMeetingAsync();
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();
        (await app.MeetAsync(id, present: 50, inFavour: 50)).Ok();
        Assert.True((await VerifyAsync(app, id)).Verified);

        await ReplaceAsync(app, was, @is);

        var reason = (await VerifyAsync(app, id)).Reason;
        Assert.Equal($"Dữ liệu khác với nhật ký: {named}.", reason);
        Assert.Contains(Difference.AuditBroken, await app.CodesAsync());
    }

    [Theory]
    [InlineData("Paper")]
    [InlineData("Secret")]
    public async Task A_change_before_a_lawful_act_that_wrote_over_it_is_named_with_its_place(string mode)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync(mode);
        await ReplaceAsync(app, "\"role\":\"Chair\"", "\"role\":\"Deputy\"");

        (await app.RecuseAsync(id, "member1")).Ok();

        var found = await VerifyAsync(app, id);
        Assert.Equal($"Dữ liệu khác với nhật ký: phiên họp hội đồng (council) đã bị sửa trước mục {found.VerifiedEntries}.", found.Reason);
    }

    [Fact]
    public async Task The_salt_that_keeps_the_hashes_of_a_running_vote_from_being_guessed_is_not_shown()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.CastAsync(id, "chair")).Ok();
        var salt = await app.LookAsync(async db =>
            System.Text.Json.JsonElement.Parse((await db.Dossiers.SingleAsync()).Content).GetProperty("salt").GetString()!
        );

        var export = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        var view = (await app.GetAsync("chair", id)).Ok().Text;

        Assert.Equal(32, salt.Length);
        Assert.DoesNotContain(salt, export + view, StringComparison.Ordinal);
        await ReplaceAsync(app, salt, new string('0', 32));
        Assert.EndsWith("đã bị sửa; ….", (await VerifyAsync(app, id)).Reason, StringComparison.Ordinal);
    }

    private static Task ReplaceAsync(DossierApp app, string was, string @is) =>
        app.SpoilAsync(async db =>
        {
            var row = await db.Dossiers.AsNoTracking().SingleAsync();
            Assert.Contains(was, row.Content, StringComparison.Ordinal);
            var content = row.Content.Replace(was, @is, StringComparison.Ordinal);
            return await db.Dossiers.ExecuteUpdateAsync(set => set.SetProperty(x => x.Content, content));
        });

    private static async Task<AuditVerification> VerifyAsync(DossierApp app, string id)
    {
        using var export = new MemoryStream(Encoding.UTF8.GetBytes((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text));
        return AuditVerifier.Verify(export, nameOf: PartNames.Of);
    }
}
