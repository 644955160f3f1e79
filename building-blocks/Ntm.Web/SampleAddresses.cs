using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ntm.Web;

/// <summary>Ends the start of a sample that listens beyond this machine, by whichever of the server's many settings.</summary>
internal sealed class SampleAddresses(IServer server) : IHostedLifecycleService
{
    /// <summary>The server listens by now.</summary>
    /// <exception cref="OptionsValidationException">Some address is open to others; all are named.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var open = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Where(address => !SampleMode.IsOnThisMachine(address))
            .Select(SampleMode.Open)
            .ToList();
        return open.Count == 0
            ? Task.CompletedTask
            : throw new OptionsValidationException(SampleMode.Setting, typeof(SampleAddresses), open);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
