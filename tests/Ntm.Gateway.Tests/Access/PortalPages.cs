using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.Portal;

namespace Ntm.Gateway.Tests.Access;

/// <summary>The pages of the portal, as somebody opens them in a browser.</summary>
internal static partial class PortalPages
{
    /// <summary>Pages that ask for no session; the count of what waits says nothing without one.</summary>
    private static readonly string[] Public =
    [
        "/dang-nhap",
        "/cong-khai",
        "/cong-khai/niem-yet/{dossier:guid}",
        "/tai-nguyen/{hash}/{name}",
        "/viec-cua-toi/dem",
    ];

    /// <summary>Those who open every page: each of them must not read some of what is marked.</summary>
    private static readonly string[] Readers =
    [
        "thon.thinhbang",
        "canbo.sonbang",
        "chutich.sonbang",
        "chutich.camha",
        "mttq.huongson",
        "lanhdao.huongson",
        "thamtra.huongson",
        "quantri.camxuyen",
        "lanhdao.tinh",
        "quantri.tinh",
        "thamdinh.sgtvt",
        "hoidong4.tinh",
        Callers.OffRoster,
        Callers.Preparer,
        Callers.Nobody,
    ];

    /// <summary>Every page that a browser can open.</summary>
    public static IReadOnlyList<string> Of(WholePlatform platform) =>
        [
            .. platform
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PortalPage>() is not null)
                .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(endpoint => endpoint.RoutePattern.RawText!)
                .Distinct(),
        ];

    /// <summary>Pages that a browser without a session is not sent to the sign-in from, and public ones that it is.</summary>
    public static async Task<IReadOnlyList<string>> OpenToStrangersAsync(Scene scene)
    {
        var faults = new List<string>();
        using var browser = PortalUnderTest.Browser(scene.Platform.Inside, follows: false);
        foreach (var page in Of(scene.Platform))
        {
            using var answer = await browser.GetAsync(AddressOf(page, new Subject("nothing", Places.Province)));
            var sent = answer.Headers.Location?.OriginalString.StartsWith("/dang-nhap", StringComparison.Ordinal) == true;
            if (sent == Public.Contains(page))
            {
                faults.Add($"{page}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        return faults;
    }

    /// <summary>Pages that fail, or that hold what their reader must not know.</summary>
    public static async Task<IReadOnlyList<string>> LeaksAsync(Scene scene)
    {
        var faults = new List<string>();
        foreach (var caller in Callers.People.Where(caller => Readers.Contains(caller.Name)))
        {
            using var browser = PortalUnderTest.Browser(scene.Platform.Inside);
            using var signedIn = await SignInAsync(browser, caller);
            foreach (var address in Of(scene.Platform).SelectMany(page => AddressesOf(page, scene)))
            {
                using var answer = await browser.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync();
                var known = Markers.All.Where(marker => marker.IsIn(text) && !marker.Knows(caller)).Select(marker => marker.Name).ToList();
                if ((int)answer.StatusCode >= 500 || known.Count > 0)
                {
                    faults.Add($"{caller} {address}: {(int)answer.StatusCode} {string.Join(", ", known)}");
                }
            }
        }

        return faults;
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, KindOfCaller caller)
    {
        var form = new Dictionary<string, string> { ["userName"] = caller.Name, ["password"] = PlatformHost.SamplePassword };
        var answer = await browser.PostAsync("/dang-nhap", new FormUrlEncodedContent(form));
        Assert.Equal((caller.Name, "/viec-cua-toi"), (caller.Name, answer.RequestMessage!.RequestUri!.AbsolutePath));
        return answer;
    }

    /// <summary>A page of a dossier is opened for each that is judged, one of a survey for each survey, any other once.</summary>
    private static IEnumerable<string> AddressesOf(string page, Scene scene)
    {
        var subjects =
            page.StartsWith("/ho-so/{id", StringComparison.Ordinal) ? scene.Subjects["files"]
            : page.StartsWith("/lay-y-kien/{id", StringComparison.Ordinal) ? scene.Subjects["surveys"]
            : scene.Subjects["service"];
        return subjects.Where(about => about.Exists).Select(about => AddressOf(page, about));
    }

    private static string AddressOf(string page, Subject about) =>
        Parameter()
            .Replace(
                page,
                match =>
                    about.Values.GetValueOrDefault(match.Groups[1].Value)
                    ?? (match.Value.Contains(":guid", StringComparison.Ordinal) ? Ask.Random : "1")
            );

    [GeneratedRegex(@"\{([a-z]+)[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();
}
