using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ntm.Platform.Tests.Style;

/// <summary>The portal speaks Vietnamese and English: no sentence is there in one of them only.</summary>
public sealed partial class TextsTests
{
    /// <summary>What stays Vietnamese whatever the reader chose: what a form sends to the API, and the language's own name.</summary>
    private static readonly string[] Kept =
    [
        "\"Hội đồng thẩm định xét công nhận xã đạt chuẩn nông thôn mới\"",
        "\"Chủ tịch UBND tỉnh\"",
        "\"Tiếng Việt\"",
    ];

    /// <summary>Faults at the start: they go to the console of who starts the process, in Vietnamese as every other process's.</summary>
    private static readonly string[] OfTheStart = ["PortalOptions.cs", "PortalProcess.cs", "PortalKey.cs"];

    private static readonly string Portal = Path.Combine(Repository.Root, "portal", "Ntm.Portal");

    private static readonly string[] Sources =
    [
        .. new[] { "*.cs", "*.razor" }
            .SelectMany(pattern => Repository.Sources(pattern))
            .Where(path => path.StartsWith(Portal + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
    ];

    /// <summary>A name that is there twice would be an exception here.</summary>
    private static readonly Dictionary<string, string> English = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Portal, "Texts.en.json")))
        .RootElement.EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);

    [Fact]
    public void Every_sentence_of_the_portal_has_its_English_and_no_English_is_left_over()
    {
        var sentences = Calls().Select(call => call.Groups["text"].Value).ToHashSet();

        Assert.True(sentences.Count > 500, $"only {sentences.Count} sentences were found");
        Assert.Empty(sentences.Except(English.Keys));
        Assert.Empty(English.Keys.Except(sentences));
        Assert.Empty(English.Where(entry => string.IsNullOrWhiteSpace(entry.Value)).Select(entry => entry.Key));
    }

    [Fact]
    public void Both_languages_have_places_for_the_same_values()
    {
        Assert.Empty(English.Where(entry => !Places(entry.Key).SetEquals(Places(entry.Value))).Select(entry => entry.Key));
        Assert.Empty(
            English
                .Where(entry => Places(entry.Key).Count > 0)
                .SelectMany(entry => new[] { entry.Key, entry.Value })
                .Where(text => string.Format(CultureInfo.InvariantCulture, text, new object?[10]).Contains('{', StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_sentence_has_places_if_it_is_given_values() =>
        Assert.Empty(
            Calls()
                .Where(call => Places(call.Groups["text"].Value).Count > 0 != (call.Groups["end"].Value == ","))
                .Select(call => call.Value)
        );

    /// <summary>A sentence that is put together, or chosen elsewhere, would be found by nobody.</summary>
    [Fact]
    public void Every_sentence_is_one_literal() =>
        Assert.Empty(
            Sources
                .Where(path => Path.GetFileName(path) != "Texts.cs")
                .Where(path => Asked().Count(File.ReadAllText(path)) != Call().Count(File.ReadAllText(path)))
                .Select(Repository.Relative)
        );

    /// <summary>It would be in the language of who asked first.</summary>
    [Fact]
    public void No_sentence_is_kept_from_one_page_to_the_next() =>
        Assert.Empty(Sources.SelectMany(path => Stored().Matches(File.ReadAllText(path))).Select(field => field.Value));

    [Fact]
    public void No_Vietnamese_is_left_outside_the_sentences()
    {
        var lines = Sources
            .Where(path => !OfTheStart.Contains(Path.GetFileName(path)))
            .SelectMany(path => Bare(File.ReadAllText(path)).Select(line => $"{Repository.Relative(path)}: {line.Trim()}"))
            .ToList();

        Assert.Empty(lines.Where(line => !Kept.Any(kept => line.Contains(kept, StringComparison.Ordinal))));
        Assert.Empty(Kept.Where(kept => !lines.Any(line => line.Contains(kept, StringComparison.Ordinal))));
        Assert.Empty(OfTheStart.Where(name => !Sources.Any(path => Path.GetFileName(path) == name && Bare(File.ReadAllText(path)).Any())));
    }

    [Theory]
    [InlineData("<p>Đã lưu.</p>", true)]
    [InlineData("<p>@T(\"Đã lưu.\") Đã gửi.</p>", true)]
    [InlineData("var words = $\"Còn {left} việc\";", true)]
    [InlineData("<p>@T(\"Đã lưu.\")</p>", false)]
    [InlineData("T(\n    \"Còn {0} việc\", left)", false)]
    [InlineData("/// <summary><c>Cán bộ</c></summary>", false)]
    [InlineData("@* Một ghi chú,\n hai dòng. *@", false)]
    public void Vietnamese_outside_a_sentence_is_noticed(string source, bool noticed) => Assert.Equal(noticed, Bare(source).Any());

    [Fact]
    public void The_script_says_the_same_in_both_languages()
    {
        var script = File.ReadAllText(Path.Combine(Portal, "wwwroot", "portal.js"));
        var table = Entry().Matches(script).ToDictionary(entry => entry.Groups["text"].Value, entry => entry.Groups["english"].Value);
        var said = Say().Matches(script).Select(call => call.Groups["text"].Value).ToHashSet();

        Assert.NotEmpty(table);
        Assert.Equal(said.Order(), table.Keys.Order());
        Assert.Empty(table.Where(entry => !Places(entry.Key).SetEquals(Places(entry.Value))).Select(entry => entry.Key));
        Assert.Empty(Bare(Say().Replace(Entry().Replace(script, ""), "")));
    }

    private static IEnumerable<Match> Calls() => Sources.SelectMany(path => Call().Matches(File.ReadAllText(path)));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(place => place.Value)];

    /// <summary>Lines with Vietnamese that is neither a sentence of the table nor a comment.</summary>
    private static IEnumerable<string> Bare(string source) =>
        Comment().Replace(Call().Replace(source, ""), "").Split('\n').Where(line => Letter().IsMatch(line));

    [GeneratedRegex("""(?<![\w.])T\(\s*"(?<text>(?:[^"\\]|\\.)*)"\s*(?<end>[,)])""")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<![\w.])T\(")]
    private static partial Regex Asked();

    [GeneratedRegex(@"static (readonly [^;]*?|[^;(){}=]*\{ get; \} = [^;]*?)(?<![\w.])T\(")]
    private static partial Regex Stored();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(^|\s)//[^\n]*|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")]
    private static partial Regex Letter();

    [GeneratedRegex("""^  "(?<text>[^"]+)": "(?<english>[^"]+)",$""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("""\bt\("(?<text>[^"]+)"(?=[,)])""")]
    private static partial Regex Say();
}
