using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Commands;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class AdmissionTests
{
    [Fact]
    public async Task A_full_service_refuses_at_once_and_serves_again_when_a_request_has_ended()
    {
        var (leave, inside) = (new TaskCompletionSource(), 0);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Services.AddRouting();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseAdmission(atOnce: 2);
        app.MapGet("/health/ready", () => "ready");
        app.MapGet(
            "/work",
            async () =>
            {
                Interlocked.Increment(ref inside);
                await leave.Task;
                return "done";
            }
        );
        await app.StartAsync();
        using var http = PatientClient.Of(new Uri(app.Urls.Single()));
        var first = new[] { http.GetStringAsync("/work"), http.GetStringAsync("/work") };
        await Eventually.TrueAsync(() => Volatile.Read(ref inside) == 2, "both are inside");

        using var refused = await http.GetAsync("/work");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("platform.overloaded", JsonElement.Parse(await refused.Content.ReadAsStringAsync()).GetProperty("code").GetString());
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));

        leave.SetResult();
        Assert.Equal(["done", "done"], await Task.WhenAll(first));
        Assert.Equal("done", await http.GetStringAsync("/work"));
    }
}
