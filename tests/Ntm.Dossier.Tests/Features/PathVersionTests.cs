using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Features;

/// <summary>A dossier goes on with the version that it began with, by number and by content, or the service does not start.</summary>
public sealed class PathVersionTests
{
    [Fact]
    public async Task The_service_starts_while_every_version_in_use_is_there_unchanged()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();

        await CheckPaths.RunAsync(app.Platform.Services, CancellationToken.None);
    }

    [Fact]
    public async Task A_changed_file_of_a_version_in_use_stops_the_start_and_is_named()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.OpenAsync()).Ok();
        await app.SpoilAsync(db => db.Dossiers.ExecuteUpdateAsync(row => row.SetProperty(x => x.PathHash, new string('0', 64))));

        var fault = await Assert.ThrowsAsync<PathFaultsException>(() =>
            new DossierModule().PrepareAsync(app.Platform.Services, CancellationToken.None)
        );

        Assert.Contains("xa-ntm-3-cap v1: nội dung tệp đã đổi", fault.Message, StringComparison.Ordinal);
        Assert.Contains(new string('0', 64), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_version_in_use_stops_the_start_and_is_named()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.OpenAsync()).Ok();
        (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok();
        await app.SpoilAsync(db =>
            db.Dossiers.Where(row => row.Title == "xa-ntm").ExecuteUpdateAsync(row => row.SetProperty(x => x.PathVersion, 7))
        );

        var fault = await Assert.ThrowsAsync<PathFaultsException>(() =>
            new DossierModule().PrepareAsync(app.Platform.Services, CancellationToken.None)
        );

        Assert.Equal("xa-ntm-3-cap v7", Assert.Single(fault.Faults).Place);
        Assert.Contains("không còn tệp của phiên bản này", fault.Message, StringComparison.Ordinal);
    }
}
