using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Hosting;

/// <summary>Does one thing on a built, not started process and returns its exit code.</summary>
/// <param name="services">The process.</param>
/// <param name="output">What the operator reads.</param>
/// <param name="cancellation">Cancels the operation.</param>
public delegate Task<int> Verb(IServiceProvider services, TextWriter output, CancellationToken cancellation);

/// <summary>The front door of one service; a host mounts it, alone or beside others.</summary>
public interface IModule
{
    /// <summary>Name of the service: its database and its place in health reports.</summary>
    string Name { get; }

    /// <summary>First segment of its routes, e.g. <c>dossiers</c>.</summary>
    string RoutePrefix { get; }

    /// <summary>Verbs of its executable, by the argument on the command line: each does one thing and ends the process.</summary>
    IReadOnlyDictionary<string, Verb> Verbs => new Dictionary<string, Verb>();

    /// <summary>Registers the service's parts, its database included.</summary>
    void AddServices(WebApplicationBuilder builder);

    /// <summary>Registers what the service does when it receives an event.</summary>
    void AddConsumers(IRegistrationConfigurator consumers);

    /// <summary>Maps its endpoints below <see cref="RoutePrefix"/>. Everything needs a signed-in caller unless it says otherwise.</summary>
    void MapEndpoints(RouteGroupBuilder routes);

    /// <summary>Enters what must be in its database before anybody asks; called after the migrations, may be called again.</summary>
    Task PrepareAsync(IServiceProvider services, CancellationToken cancellation) => Task.CompletedTask;
}
