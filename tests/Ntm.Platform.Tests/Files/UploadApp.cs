using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Files;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Files;

/// <summary>An endpoint that takes a PDF, <c>POST /tep</c>, and where uploads go on, without a service around them.</summary>
internal static class UploadApp
{
    public static async Task<(WebApplication App, HttpClient Client)> StartAsync(
        string root,
        int maximum,
        Dictionary<string, string?>? settings = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Files:Root"] = root, ["Files:MaximumBytes"] = $"{maximum}" }
        );
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1000).UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddLogging().AddProblemDetails().AddSingleton<Outages>().AddExceptionHandler<FailureMapping>();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton(TimeProvider.System).AddFileStore();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapPost("/tep", AcceptAsync)
            .AddEndpointFilter(
                async (context, next) =>
                    await context.GetArgument<Upload>(0).ReceiveAsync(context.HttpContext.RequestAborted) ?? await next(context)
            );
        app.MapGroup("/tep").MapUploads("Test");
        await app.StartAsync();
        return (app, PatientClient.Of(new Uri(app.Urls.Single())));
    }

    private static async Task<IResult> AcceptAsync(Upload upload, IFileStore store, CancellationToken cancellation)
    {
        if (upload.FaultsFor([FileKind.Pdf], "Tờ trình") is { Count: > 0 } faults)
        {
            return faults.ToProblem();
        }

        await store.AcceptAsync(upload.File!, cancellation);
        await store.AcceptAsync(upload.File!, cancellation);
        return Results.Ok(
            new
            {
                upload.Name,
                upload.File!.Hash,
                upload.File.Length,
            }
        );
    }
}
