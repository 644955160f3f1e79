using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ntm.Dossier;

/// <summary>Loads the key of the receipts at start: a bad one must stop the process now, not the first submission.</summary>
internal sealed class LoadReceiptKey(ReceiptSigner signer, ILogger<LoadReceiptKey> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.ReceiptKeyLoaded(log, signer.KeyId);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
