using System.Net;
using System.Net.Sockets;
using Ntm.Audit;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Rehearsal;
using Ntm.Web;

namespace Ntm.Host.Commands;

/// <summary>The whole platform in this process, in a fresh folder, on a clock that stands and a port of its own.</summary>
internal sealed class RehearsalHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private RehearsalHost(WebApplication app) => this.app = app;

    /// <summary>Scenarios on platforms of their own in this process.</summary>
    /// <param name="settings">Settings on top, such as another database.</param>
    public static Venue Venue(IReadOnlyDictionary<string, string?> settings) =>
        new(
            PlatformHost.SamplePassword,
            (export, assessment) =>
                AuditVerifier.Verify(export, beside: BoundContent.In(assessment), nameOf: PartNames.Of) is { Verified: false } broken
                    ? broken.Reason
                    : null,
            (folder, start, cancellation) => StartAsync(folder, start, settings, cancellation)
        );

    private static async Task<OwnPlatform> StartAsync(
        string folder,
        DateTimeOffset? start,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellation
    )
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (start is not null)
        {
            new SampleClock(Path.Combine(folder, "clock")).SetTo(start);
        }

        var address = $"http://127.0.0.1:{FreePort()}";
        var (builder, _) = PlatformHost.Configure(
            [],
            own =>
                own.AddInMemoryCollection(
                    new Dictionary<string, string?>(settings)
                    {
                        ["Host:Sample"] = "true",
                        ["Host:Address"] = address,
                        ["Host:DataFolder"] = folder,
                        ["Messaging:PollInterval"] = "00:00:00.050",
                    }
                )
        );
        var app = PlatformHost.Build(builder);
        await PlatformHost.PrepareAsync(app, cancellation);
        await app.StartAsync(cancellation);
        return new OwnPlatform(new Uri(address), new RehearsalHost(app));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
