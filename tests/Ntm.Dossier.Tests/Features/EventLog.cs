using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Hosting;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Consumes every event about a dossier and about opinions asked on it, as another service would.</summary>
internal sealed class EventLog : IModule
{
    private readonly ConcurrentQueue<object> received = new();

    public string Name => "log";

    public string RoutePrefix => "log";

    public IReadOnlyList<IDossierEvent> All => Of<IDossierEvent>();

    public IReadOnlyList<T> Of<T>() => [.. received.OfType<T>()];

    public void Add(object @event) => received.Enqueue(@event);

    /// <summary>Waits until so many events of a kind were received.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count = 1)
    {
        await Eventually.TrueAsync(() => Of<T>().Count >= count, $"{count} {typeof(T).Name}");
        return Of<T>();
    }

    /// <summary>Waits until one event of a kind that fits was received.</summary>
    public async Task<T> WaitForAsync<T>(Func<T, bool> fits)
    {
        await Eventually.TrueAsync(() => Of<T>().Any(fits), $"a {typeof(T).Name} that fits");
        return Of<T>().Single(fits);
    }

    public void AddServices(WebApplicationBuilder builder) => builder.Services.AddSingleton(this);

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        foreach (
            var @event in typeof(IDossierEvent)
                .Assembly.GetExportedTypes()
                .Where(type => type.IsClass && (type.IsAssignableTo(typeof(IDossierEvent)) || type.IsAssignableTo(typeof(IOpinionEvent))))
        )
        {
            consumers.AddConsumer(typeof(EventRecorder<>).MakeGenericType(@event));
        }
    }

    public void MapEndpoints(RouteGroupBuilder routes) { }
}

internal sealed class EventRecorder<TEvent>(EventLog log) : IConsumer<TEvent>
    where TEvent : class
{
    public Task Consume(ConsumeContext<TEvent> context)
    {
        log.Add(context.Message);
        return Task.CompletedTask;
    }
}
