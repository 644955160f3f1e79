using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ntm.Dossier.Features.Public;

/// <summary>
/// How often one address may comment an hour. In memory, as the gateway's own limits: a restart forgets, and the bound of a notice a day
/// holds all the same.
/// </summary>
internal sealed class CommentLimit(IOptions<DossierOptions> options, TimeProvider clock)
{
    private const int MostAddresses = 100_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> tries = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IPNetwork> proxies = [.. options.Value.KnownProxies.Select(KnownProxies.Network).OfType<IPNetwork>()];

    /// <summary>Counts a request, once however often it is tried again after a lost race; false where the address has none left.</summary>
    public bool TryTake(HttpContext http)
    {
        if (http.Items.ContainsKey(this))
        {
            return true;
        }

        var (address, now) = (ClientAddress.BucketOf(ClientAddress.Of(http, proxies)), clock.GetUtcNow());
        lock (gate)
        {
            if (!tries.TryGetValue(address, out var own))
            {
                MakeRoom(now);
                tries[address] = own = new Queue<DateTimeOffset>();
            }

            while (own.TryPeek(out var first) && first <= now - Hour)
            {
                own.Dequeue();
            }

            if (own.Count >= options.Value.CommentsPerAddress)
            {
                return false;
            }

            own.Enqueue(now);
        }

        http.Items[this] = true;
        return true;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (tries.Count < MostAddresses)
        {
            return;
        }

        foreach (var (address, own) in tries.ToList())
        {
            if (own.Count == 0 || own.Last() <= now - Hour)
            {
                tries.Remove(address);
            }
        }

        if (tries.Count >= MostAddresses)
        {
            tries.Clear();
        }
    }
}
