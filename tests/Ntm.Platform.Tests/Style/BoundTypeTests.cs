using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Web;

namespace Ntm.Platform.Tests.Style;

/// <summary>Visibility: little is public, but what a body is read into must be, or the framework checks nothing.</summary>
public sealed class BoundTypeTests
{
    [Fact]
    public void Every_type_that_a_request_body_is_read_into_is_public()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-bound-").FullName;
        var (builder, _) = PlatformHost.Configure([], settings => settings.AddInMemoryCollection([new("Host:DataFolder", folder)]));
        builder.AddPlatform(typeof(IDossierEvent).Assembly, [.. PlatformHost.Modules]);
        using var app = builder.Build();
        app.MapPlatform();

        var bodies = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
            .OfType<Type>()
            .Distinct()
            .ToList();

        Assert.NotEmpty(bodies);
        Assert.Empty(bodies.Where(type => !type.IsVisible));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_context_an_aggregate_or_a_slice_is_nobody_elses_business()
    {
        var exported = PlatformHost.Modules.SelectMany(module => module.GetType().Assembly.GetExportedTypes()).ToList();

        Assert.NotEmpty(exported);
        Assert.Empty(
            exported
                .Where(type =>
                    type.Name.EndsWith("DbContext", StringComparison.Ordinal)
                    || (
                        type.IsAbstract
                        && type.IsSealed
                        && type.Namespace!.Contains(".Features", StringComparison.Ordinal)
                        && type.GetMethod("Map") is not null
                    )
                )
                .Select(type => type.FullName)
        );
    }
}
