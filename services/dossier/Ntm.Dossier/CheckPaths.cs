using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Dossier;

/// <summary>Looks, before the service starts, for dossiers whose version of a path is not installed any more or was changed.</summary>
internal static class CheckPaths
{
    /// <exception cref="PathFaultsException">Names every such version.</exception>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var paths = scope.ServiceProvider.GetRequiredService<DossierRules>().Paths;
        var used = await scope
            .ServiceProvider.GetRequiredService<DossierDbContext>()
            .Dossiers.Select(row => new
            {
                row.PathKey,
                row.PathVersion,
                row.PathHash,
            })
            .Distinct()
            .ToListAsync(cancellation);
        var faults = used.Select(row => paths.FaultOf(new UsedPath(row.PathKey, row.PathVersion, row.PathHash)))
            .OfType<PathFault>()
            .ToList();
        if (faults.Count > 0)
        {
            throw new PathFaultsException(faults);
        }
    }
}
