using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;
using Ntm.Hosting;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>All modules in one container, as the single process has them, and not started.</summary>
internal sealed class PlatformComposition : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-composition-").FullName;

    public PlatformComposition()
    {
        (Builder, _) = PlatformHost.Configure([], settings => settings.AddInMemoryCollection([new("Host:DataFolder", folder)]));
        Builder.AddPlatform(typeof(IDossierEvent).Assembly, [.. PlatformHost.Modules]);
        Builder.AddEmbeddedTransport();
        Builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
    }

    public WebApplicationBuilder Builder { get; }

    public IEnumerable<Type> Consumers =>
        Builder
            .Services.Select(part => part.ServiceType)
            .Where(type =>
                type.IsAssignableTo(typeof(IConsumer)) && type.Assembly.GetName().Name!.StartsWith("Ntm.", StringComparison.Ordinal)
            )
            .Distinct();

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
