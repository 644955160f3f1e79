using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.BuildingBlocks.Hosting;
using Ntm.Contracts.Dossier.V1;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Hears every fact about a dossier, as another service would.</summary>
internal sealed class FactLog : IModule
{
    private readonly ConcurrentQueue<IDossierFact> heard = new();

    public string Name => "log";

    public string RoutePrefix => "log";

    public IReadOnlyList<IDossierFact> All => [.. heard];

    public IReadOnlyList<T> Of<T>() => [.. heard.OfType<T>()];

    public void Add(IDossierFact fact) => heard.Enqueue(fact);

    /// <summary>Waits until so many facts of a kind were heard.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count = 1)
    {
        await Eventually.TrueAsync(() => Of<T>().Count >= count, $"{count} {typeof(T).Name}");
        return Of<T>();
    }

    /// <summary>Waits until one fact of a kind that fits was heard.</summary>
    public async Task<T> WaitForAsync<T>(Func<T, bool> fits)
    {
        await Eventually.TrueAsync(() => Of<T>().Any(fits), $"a {typeof(T).Name} that fits");
        return Of<T>().Single(fits);
    }

    public void AddServices(WebApplicationBuilder builder) => builder.Services.AddSingleton(this);

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        foreach (
            var fact in typeof(IDossierFact)
                .Assembly.GetExportedTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDossierFact)))
        )
        {
            consumers.AddConsumer(typeof(Hear<>).MakeGenericType(fact));
        }
    }

    public void MapEndpoints(RouteGroupBuilder routes) { }
}

internal sealed class Hear<TFact>(FactLog log) : IConsumer<TFact>
    where TFact : class, IDossierFact
{
    public Task Consume(ConsumeContext<TFact> context)
    {
        log.Add(context.Message);
        return Task.CompletedTask;
    }
}
