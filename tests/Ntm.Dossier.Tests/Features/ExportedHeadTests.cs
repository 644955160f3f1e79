using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Audit;
using Ntm.Audit.Heads;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What the exported heads, and the check of everything that is stored, find in the databases of a running process.</summary>
public sealed class ExportedHeadTests
{
    [Fact]
    public async Task A_receipt_exports_the_head_by_which_a_cut_tail_with_a_moved_head_is_found()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        var chain = $"dossier/{id}";
        Assert.Empty(Read(app).Of(chain));

        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();

        await Eventually.TrueAsync(() => Read(app).Of(chain).Count == 1, "the head of the receipt");
        var heads = Read(app);
        var last = Assert.Single(heads.Of(chain)).Sequence;
        Assert.Empty(heads.Faults);
        Assert.True((await VerifyAsync(app, id, heads)).Verified);
        await app.SpoilAsync(db => db.Audit.Where(row => row.Sequence == last).ExecuteDeleteAsync());
        var hash = await app.LookAsync(db => db.Audit.Where(row => row.Sequence == last - 1).Select(row => row.Hash).SingleAsync());
        await app.SpoilAsync(db =>
            db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.AuditSequence, last - 1).SetProperty(x => x.AuditHash, hash))
        );
        var found = await VerifyAsync(app, id, heads);
        Assert.Contains($"ít nhất {last} mục: phần cuối bị cắt", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_names_what_was_changed_in_any_database_of_the_process_and_in_its_files()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DeliveredAsync();
        await Eventually.TrueAsync(() => Read(app).Of($"dossier/{id}").Count > 0, "the head of the receipt");
        var whole = await CheckAsync(app);
        Assert.Equal((0, "Nhật ký và dữ liệu nguyên vẹn."), (whole.Code, whole.Text.Trim()));

        await app.SpoilAsync(db => db.Events.Where(row => row.Sequence == 1).ExecuteUpdateAsync(row => row.SetProperty(x => x.Body, "{}")));
        await NamesAsync(app, $"dossier/{id}: Dữ liệu khác với nhật ký: bản tin 1 (event/1) đã bị sửa.");
        await NamesAsync(app, $"notifications: event/{id}/1 khác so với dịch vụ dossier.");
        await app.SpoilFeedAsync(db =>
            db.Feed.Where(row => row.Sequence == 2).ExecuteUpdateAsync(row => row.SetProperty(x => x.Data, "{}"))
        );
        await NamesAsync(app, $"notifications: sự kiện 2 của hồ sơ {id} hiện ra khác với nội dung đã ghi.");
        await app.SpoilFeedAsync(db =>
            db.Feed.Where(row => row.Sequence == 2).ExecuteUpdateAsync(row => row.SetProperty(x => x.Said, "{}"))
        );
        await app.SpoilFeedAsync(db => db.Feed.Where(row => row.Sequence == 3).ExecuteDeleteAsync());
        await NamesAsync(app, $"notifications: event/{id}/2 khác so với dịch vụ dossier.");
        await NamesAsync(app, $"notifications: event/{id}/3 thiếu so với dịch vụ dossier.");
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());
        await NamesAsync(app, "không có trong hộp việc");
        var files = StoredFiles(app);
        await File.AppendAllTextAsync(files[0], "x");
        File.Delete(files[1]);
        await NamesAsync(app, $"dossier: nội dung tệp {Path.GetFileName(files[0])} đã bị sửa.");
        await NamesAsync(app, $"dossier: không còn tệp {Path.GetFileName(files[1])}.");
        await app.SpoilAsync(db => db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.Content, "{")));
        await NamesAsync(app, $"dossier/{id}: Tệp không phải JSON hợp lệ hoặc đã bị hỏng.");
        await app.SpoilAsync(db => db.Dossiers.ExecuteDeleteAsync());
        await NamesAsync(app, $"dossier/{id}: không còn trong cơ sở dữ liệu, dù đã có mốc được ký.");
    }

    private static async Task NamesAsync(DossierApp app, string finding)
    {
        var found = await CheckAsync(app);
        Assert.Equal(1, found.Code);
        Assert.Contains(finding, found.Text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> CheckAsync(DossierApp app)
    {
        using var output = new StringWriter();
        var code = await new DossierModule().Verbs["verify-audit"](app.Platform.Services, output, CancellationToken.None);
        return (code, output.ToString());
    }

    private static List<string> StoredFiles(DossierApp app)
    {
        var root = app.Platform.Services.GetRequiredService<IOptions<FileStoreOptions>>().Value.Root;
        return [.. Directory.GetFiles(root, new string('?', 64), SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static ExportedHeads Read(DossierApp app)
    {
        using var key = KeyFile.LoadPublic(Path.Combine(app.Platform.Folder, "audit.pem"));
        return ExportedHeads.Read(Path.Combine(app.Platform.Folder, "audit-heads"), [key], roots: null);
    }

    private static async Task<AuditVerification> VerifyAsync(DossierApp app, string id, ExportedHeads heads)
    {
        using var export = new MemoryStream(Encoding.UTF8.GetBytes((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text));
        return AuditVerifier.Verify(export, known: heads.Of);
    }
}
