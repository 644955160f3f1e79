using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Files;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Reports;
using Ntm.Testing;
using SkiaSharp;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

public sealed class PhotosTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task A_photo_is_kept_upright_and_scaled_without_what_the_camera_wrote()
    {
        var (commune, village, report) = await NewAsync();
        var by = platform.Reporter(village);
        var original = SamplePhotos.Jpeg(3200, 1600, SamplePhotos.Exif());

        var photo = await ReadAsync<PhotoView>(await AttachAsync(by, report, original));

        Assert.Equal((800, 1600), (photo.Width, photo.Height));
        var bytes = await by.GetByteArrayAsync($"planning/reports/{report}/photos/{photo.Id}");
        using var kept = SKBitmap.Decode(bytes);
        Assert.Equal((800, 1600), (kept.Width, kept.Height));
        Assert.True(kept.GetPixel(750, 800).Red > 200, "the upper half lies on the right once it is turned");
        Assert.Contains("ANTHEM", Encoding.Latin1.GetString(original), StringComparison.Ordinal);
        Assert.DoesNotContain("ANTHEM", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

        Assert.Null((await ListAsync(by, report)).Single().Latitude);
        var seen = (await ListAsync(platform.Officer(commune), report)).Single();
        Assert.Equal((18.5, 105.75), (seen.Latitude!.Value, seen.Longitude!.Value));
        Assert.Equal(new DateTimeOffset(2023, 3, 3, 1, 15, 0, TimeSpan.Zero), seen.TakenAt);
        Assert.Null((await ListAsync(platform.Officer("42"), report)).Single().TakenAt);
    }

    [Fact]
    public async Task Photos_are_for_those_who_see_the_report()
    {
        var (commune, village, report) = await NewAsync();
        var photo = await ReadAsync<PhotoView>(await AttachAsync(platform.Reporter(village), report, SamplePhotos.Png(), "anh.png"));
        var neighbour = platform.Reporter(Village(commune, 2));

        Assert.False(photo.Consent);
        Assert.Equal(404, (int)(await neighbour.GetAsync($"planning/reports/{report}/photos/{photo.Id}")).StatusCode);
        Assert.Equal(404, (int)(await neighbour.GetAsync($"planning/reports/{report}/photos")).StatusCode);
        Assert.Equal(404, (int)(await AttachAsync(neighbour, report, SamplePhotos.Jpeg())).StatusCode);
        Assert.Equal(403, (int)(await AttachAsync(platform.Officer("42"), report, SamplePhotos.Jpeg())).StatusCode);
        Assert.Equal(200, (int)(await platform.Officer("42").GetAsync($"planning/reports/{report}/photos/{photo.Id}")).StatusCode);
    }

    [Fact]
    public async Task Twenty_photos_a_report_and_the_same_one_counts_once()
    {
        var (_, village, report) = await NewAsync();
        var by = platform.Reporter(village);
        for (var width = 101; width <= 120; width++)
        {
            await ReadAsync<PhotoView>(await AttachAsync(by, report, SamplePhotos.Jpeg(width)));
        }

        Assert.Equal((409, "planning.photos_too_many", "file"), await RefusalAsync(await AttachAsync(by, report, SamplePhotos.Jpeg(121))));
        var photos = await ListAsync(by, report);
        var (gone, kept) = (photos.Single(photo => photo.Width == 101), photos.Single(photo => photo.Width == 102));
        Assert.Equal(204, (int)(await by.DeleteAsync($"planning/reports/{report}/photos/{gone.Id}")).StatusCode);
        var again = await ReadAsync<PhotoView>(await AttachAsync(by, report, SamplePhotos.Jpeg(102), consent: true));
        Assert.Equal(19, (await ListAsync(by, report)).Count);
        Assert.Equal(kept.Id, again.Id);
    }

    [Fact]
    public async Task What_is_no_photo_or_too_large_is_refused()
    {
        var (_, village, report) = await NewAsync();
        var by = platform.Reporter(village);
        var large = SamplePhotos.Jpeg().Concat(new byte[11 * 1024 * 1024]).ToArray();
        var broken = SamplePhotos.Png()[..60];

        Assert.Equal((413, "planning.photo_too_large", "file"), await RefusalAsync(await AttachAsync(by, report, large)));
        Assert.Equal(
            (400, "file.kind_not_accepted", "file"),
            await RefusalAsync(await AttachAsync(by, report, SampleFiles.Pdf(), "anh.pdf"))
        );
        Assert.Equal((400, "file.mislabelled", "file"), await RefusalAsync(await AttachAsync(by, report, SampleFiles.Pdf())));
        Assert.Equal((400, "planning.photo_unreadable", "file"), await RefusalAsync(await AttachAsync(by, report, broken, "anh.png")));
        Assert.Empty(await ListAsync(by, report));
    }

    [Fact]
    public async Task A_photo_past_its_retention_is_deleted_with_its_bytes()
    {
        await using var other = new PlanningPlatform();
        await other.InitializeAsync();
        var commune = await other.CommuneAsync();
        var (plan, village) = (await other.PublishAsync(commune), Village(commune, 1));
        var report = (await FileAsync(other.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 1, null)))).Id;
        await ReadAsync<PhotoView>(await AttachAsync(other.Reporter(village), report, SamplePhotos.Jpeg()));
        Assert.Equal(0, await SweepAsync(other));

        other.Platform.Clock.Advance(TimeSpan.FromDays(730));
        await Eventually.TrueAsync(async () => (await ListAsync(other.Reporter(village), report)).Count == 0, "the photo is deleted");

        Assert.Equal(1, await SweepAsync(other));
    }

    /// <summary>At the tick before the second photo's retention ends, the first one's has ended and it is gone.</summary>
    [Fact]
    public async Task A_photo_is_there_to_the_last_tick_of_its_retention()
    {
        await using var other = new PlanningPlatform();
        await other.InitializeAsync();
        var commune = await other.CommuneAsync();
        var (plan, village) = (await other.PublishAsync(commune), Village(commune, 1));
        var report = (await FileAsync(other.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 1, null)))).Id;
        await ReadAsync<PhotoView>(await AttachAsync(other.Reporter(village), report, SamplePhotos.Jpeg(101)));
        other.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ReadAsync<PhotoView>(await AttachAsync(other.Reporter(village), report, SamplePhotos.Jpeg(102)));
        var end = other.Platform.Clock.GetUtcNow().AddDays(730);

        other.Platform.Clock.SetTo(end.AddTicks(-1));
        await Eventually.TrueAsync(async () => (await ListAsync(other.Reporter(village), report)).Count == 1, "the first photo is deleted");
        Assert.Equal(second.Id, (await ListAsync(other.Reporter(village), report)).Single().Id);
        Assert.Equal(200, (int)(await other.Reporter(village).GetAsync($"planning/reports/{report}/photos/{second.Id}")).StatusCode);
        other.Platform.Clock.SetTo(end);
        await Eventually.TrueAsync(async () => (await ListAsync(other.Reporter(village), report)).Count == 0, "the second one too");
        Assert.Equal(404, (int)(await other.Reporter(village).GetAsync($"planning/reports/{report}/photos/{second.Id}")).StatusCode);
    }

    private async Task<(string Commune, string Village, Guid Report)> NewAsync()
    {
        var commune = await platform.CommuneAsync();
        var (plan, village) = (await platform.PublishAsync(commune), Village(commune, 1));
        var report = await FileAsync(platform.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 1, null)));
        return (commune, village, report.Id);
    }

    private static async Task<HttpResponseMessage> AttachAsync(
        HttpClient by,
        Guid report,
        byte[] bytes,
        string name = "anh.jpg",
        bool consent = false
    )
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        return await by.PostAsync($"planning/reports/{report}/photos?consent={consent}", form);
    }

    private static Task<List<PhotoView>> ListAsync(HttpClient by, Guid report) =>
        GetAsync<List<PhotoView>>(by, $"planning/reports/{report}/photos");

    private static Task<int> SweepAsync(PlanningPlatform platform) =>
        platform.Platform.Services.GetServices<IHostedService>().OfType<OrphanSweep>().Single().SweepAsync(DateTime.MaxValue, default);
}
