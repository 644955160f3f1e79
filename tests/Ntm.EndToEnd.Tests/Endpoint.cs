using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ntm.EndToEnd.Tests;

/// <summary>One request as an endpoint got it.</summary>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">The bytes of its body.</param>
internal sealed record Received(IHeaderDictionary Headers, byte[] Body)
{
    public string? Header(string name) => Headers[name].FirstOrDefault();
}

/// <summary>An endpoint of another system on this machine that receives everything.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> all = new();

    private Endpoint(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/hook";

    public IReadOnlyCollection<Received> All => all;

    public static async Task<Endpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var endpoint = new Endpoint(builder.Build());
        endpoint.app.Run(endpoint.ReceiveAsync);
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        all.Enqueue(new Received(new HeaderDictionary(http.Request.Headers.ToDictionary()), body.ToArray()));
    }
}
