using System.Text;

namespace Ntm.Benchmarks.Gateway;

/// <summary>A service that decides nothing: it answers every request with as many bytes as a dossier's short answer has.</summary>
internal sealed class BareService : IAsyncDisposable
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes($$"""{"items":["{{new string('x', 800)}}"]}""");

    private readonly WebApplication app;

    private BareService(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<BareService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var address = Loopback.FreeAddress();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            return context.Response.Body.WriteAsync(Answer).AsTask();
        });
        await app.StartAsync();
        return new BareService(app, address);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
