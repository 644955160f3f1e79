using System.Net;
using System.Text.RegularExpressions;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Every form of every page, with what nobody should type into it.</summary>
[Collection(nameof(OnePortal))]
public sealed partial class HostileFormsTests(PortalFixture portal)
{
    private static readonly string[] Texts = ["a\0b", "a\u202eb\u2066", "x\u200bx\ufeff", "\ud800"];

    [Theory]
    [MemberData(nameof(EveryPageTests.Pages), MemberType = typeof(EveryPageTests))]
    public async Task No_form_ends_in_500_or_takes_a_text_that_deceives(string user, string address)
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        var place = address.Replace("{id}", $"{id}", StringComparison.Ordinal);
        using var client = await ClientAsync(user);
        using var answer = await client.GetAsync(place);
        foreach (var form in TypedForm.Of(await answer.Content.ReadAsStringAsync(), place))
        {
            foreach (var text in Texts)
            {
                using var sent = await client.PostAsync(form.Address, form.With(text));

                Assert.True((int)sent.StatusCode is >= 400 and < 500, $"{form.Address}: {(int)sent.StatusCode} to U+{(int)text[^1]:X4}");
            }
        }
    }

    [Fact]
    public async Task A_text_that_deceives_is_named_at_its_field_and_stays_in_it()
    {
        using var client = await ClientAsync("quantri.tinh");
        var page = await client.GetStringAsync("/quan-tri/tai-khoan/moi");
        var form = Assert.Single(TypedForm.Of(page, "/quan-tri/tai-khoan/moi"));

        using var sent = await client.PostAsync(form.Address, form.With("Nguyễn\u200bVăn"));
        var again = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("Có ký tự ẩn (U+200B) ở vị trí 7", again, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", again, StringComparison.Ordinal);
    }

    private async Task<HttpClient> ClientAsync(string user)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (user.Length > 0)
        {
            using var content = new FormUrlEncodedContent([new("userName", user), new("password", PlatformHost.SamplePassword)]);
            using var signedIn = await client.PostAsync("/dang-nhap", content);
            Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        }

        return client;
    }

    /// <summary>A form into which something is typed, as a browser would send it.</summary>
    /// <param name="Address">Where it is sent.</param>
    /// <param name="Fields">Names with what a browser sends; null where something is typed.</param>
    private sealed record TypedForm(string Address, IReadOnlyList<(string Name, string? Value)> Fields)
    {
        public static IEnumerable<TypedForm> Of(string page, string place) =>
            from form in FormElement().Matches(page)
            let head = form.Groups[1].Value
            where Attribute(head, "method") == "post"
            let inside = Field().Matches(form.Groups[2].Value)
            let beside = Field().Matches(page).Where(field => Attribute(head, "id") is { } id && Attribute(field.Value, "form") == id)
            let fields = inside.Concat(beside).Select(Read).OfType<(string Name, string? Value)>().DistinctBy(field => field.Name).ToList()
            where fields.Exists(field => field.Value is null)
            select new TypedForm(Attribute(head, "action") is { Length: > 0 } action ? action : place, fields);

        public FormUrlEncodedContent With(string text) => new(Fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? text)));

        private static (string Name, string? Value)? Read(Match field)
        {
            var head = field.Groups["head"].Value;
            return (Attribute(head, "name"), Attribute(head, "type")) switch
            {
                (null, _) or (_, "checkbox" or "file" or "submit") => null,
                ({ } name, "hidden" or "radio") => (name, Attribute(head, "value") ?? ""),
                ({ } name, "date" or "datetime-local") => (name, "9999-99-99"),
                ({ } name, _) when field.Groups["options"] is { Success: true } options => (
                    name,
                    Option().Matches(options.Value).LastOrDefault()?.Groups[1].Value ?? ""
                ),
                ({ } name, _) when Attribute(head, "inputmode") is not null => (name, "1e999"),
                ({ } name, _) => (name, null),
            };
        }

        private static string? Attribute(string head, string name) =>
            Regex.Match(head, $"(?<=\\s){name}=\"([^\"]*)\"") is { Success: true } found
                ? WebUtility.HtmlDecode(found.Groups[1].Value)
                : null;
    }

    [GeneratedRegex("<form\\b([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<(?:select\\b(?<head>[^>]*)>(?<options>.*?)</select>|(?:input|textarea)\\b(?<head>[^>]*)>)", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("<option value=\"([^\"]+)\"")]
    private static partial Regex Option();
}
