using System.Text.RegularExpressions;

namespace Ntm.Platform.Tests.Style;

/// <summary>What the product's sources may not do, or do in named places only, because security rests on it.</summary>
public sealed partial class SecuritySourceTests
{
    /// <summary>Pauses between attempts; nothing that anybody should not guess.</summary>
    private static readonly string[] GuessableNumbers =
    [
        "building-blocks/Ntm.Messaging/Commands/CommandFilter.cs",
        "building-blocks/Ntm.Messaging/Messaging/OutboxStore.cs",
        "building-blocks/Ntm.Messaging/Messaging/TimerPump.cs",
        "clients/Ntm.Client/Feed/Retries.cs",
    ];

    /// <summary>The portal calls the API, the gateway asks for descriptions and keys, whoever checks tokens asks for keys,
    /// identity asks the external issuer and the audit its timestamp authority, notifications sends events to endpoints, and programs of
    /// others ask the API. What the
    /// gateway forwards is YARP's, which follows nothing by itself; the files' scanner speaks no HTTP.</summary>
    private static readonly string[] CallsOut =
    [
        "building-blocks/Ntm.Audit/Heads/TimestampAuthority.cs",
        "building-blocks/Ntm.Web/AuthenticationSetup.cs",
        "clients/Ntm.Client/NtmHttp.cs",
        "gateway/Ntm.Gateway/Description/MergedDescription.cs",
        "gateway/Ntm.Gateway/Limits/IssuerKeys.cs",
        "portal/Ntm.Portal/PortalSetup.cs",
        "services/identity/Ntm.Identity/External/ExternalIssuer.cs",
        "services/notifications/Ntm.Notifications/Delivery/WebhookClient.cs",
    ];

    [Fact]
    public void Nothing_starts_a_program_or_makes_code_of_text() =>
        Assert.Empty(Having(Product(), MakesCode()).Where(file => !file.EndsWith("Pages/ScanView.razor", StringComparison.Ordinal)));

    [Fact]
    public void The_browsers_script_makes_no_markup_of_text_and_takes_no_messages() =>
        Assert.Empty(Having([.. Repository.Sources("*.js").Where(IsProduct)], MakesMarkup()));

    [Fact]
    public void No_statement_is_put_together_of_values() => Assert.Empty(Having(Product(), PutsStatementsTogether()));

    [Fact]
    public void Numbers_that_can_be_guessed_decide_pauses_only() => Assert.Equal(GuessableNumbers, Having(Product(), Guessable()));

    [Fact]
    public void Only_named_parts_call_other_machines_and_none_follows_where_it_is_sent()
    {
        var callers = Having(Product(), Handles());

        Assert.Equal(CallsOut, callers);
        Assert.All(
            callers,
            file =>
                Assert.Contains(
                    "AllowAutoRedirect = false",
                    File.ReadAllText(Path.Combine(Repository.Root, file)),
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>The framework checks certificates; nobody tells it not to, and only compose, for trying it out, tells a driver.</summary>
    [Fact]
    public void Nothing_takes_a_certificate_unchecked()
    {
        var deployed = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "deploy"), "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("TrustServerCertificate=True", StringComparison.OrdinalIgnoreCase))
            .Select(Repository.Relative)
            .ToList();

        Assert.Empty(Having(Product(), TakesAnyCertificate()));
        Assert.All(deployed, file => Assert.StartsWith("deploy/compose/", file, StringComparison.Ordinal));
    }

    /// <summary>Entries leave a process by the console alone.</summary>
    [Fact]
    public void Logs_go_to_the_console_and_nowhere_else() => Assert.Empty(Having(Product(), AddsLogs()));

    /// <summary>Each file that uses cryptography stands in the inventory, and nothing weak is used.</summary>
    [Fact]
    public void Every_use_of_cryptography_stands_in_the_inventory()
    {
        var inventory = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));
        var users = Having(Product(), UsesCryptography());

        Assert.NotEmpty(users);
        Assert.Empty(users.Where(file => !inventory.Contains($"`{file}`", StringComparison.Ordinal)));
        Assert.Empty(Having(Product(), Weak()));
    }

    [Fact]
    public void No_image_gets_the_history_the_tests_or_an_environment_file()
    {
        var left = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "Dockerfile.dockerignore"));

        Assert.Superset(new HashSet<string> { ".git", "tests", "**/*.env" }, left.ToHashSet());
    }

    private static List<string> Product()
    {
        List<string> files = [.. Repository.Sources().Concat(Repository.Sources("*.razor")).Where(IsProduct)];
        Assert.True(files.Count > 500, $"only {files.Count} files were looked at");
        return files;
    }

    private static bool IsProduct(string path) =>
        Repository.Relative(path).Split('/')[0]
            is "building-blocks"
                or "contracts"
                or "services"
                or "portal"
                or "gateway"
                or "host"
                or "clients"
        && !path.Contains(".Migrations/", StringComparison.Ordinal);

    private static List<string> Having(IReadOnlyList<string> files, Regex what) =>
        [
            .. files
                .Where(path => File.ReadLines(path).Any(line => what.IsMatch(line) && !IsComment(line)))
                .Select(Repository.Relative)
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"\bProcess\.Start\b|ProcessStartInfo|new Regex\(|Regex\.(Match|IsMatch|Replace|Split)\(|CSharpScript|MarkupString")]
    private static partial Regex MakesCode();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|""message""|""paste""")]
    private static partial Regex MakesMarkup();

    [GeneratedRegex(@"(SqlRaw(Async)?|SqlQueryRaw)(<\w+>)?\(\s*\$""|CommandText = \$""")]
    private static partial Regex PutsStatementsTogether();

    [GeneratedRegex(@"\bRandom\.Shared\b|new Random\(")]
    private static partial Regex Guessable();

    [GeneratedRegex(@"new SocketsHttpHandler|new HttpClientHandler|new HttpClient\(\)|HttpClient \w+ = new\(\)")]
    private static partial Regex Handles();

    [GeneratedRegex(@"CertificateCustomValidation|CertificateValidationCallback|AcceptAnyServerCertificate|TrustServerCertificate")]
    private static partial Regex TakesAnyCertificate();

    [GeneratedRegex(@"\bAddProvider\(|\bILoggerProvider\b|\bAdd(EventLog|Serilog|NLog|Debug)\(")]
    private static partial Regex AddsLogs();

    [GeneratedRegex(
        @"^using (System\.Security\.Cryptography;|Microsoft\.AspNetCore\.DataProtection;|OtpNet;|NSec\.Cryptography;|Org\.BouncyCastle\.)"
    )]
    private static partial Regex UsesCryptography();

    [GeneratedRegex(@"\b(MD5|SHA1|HMACSHA1|HMACMD5|TripleDES|RC2|DES|CipherMode|RSA)\b")]
    private static partial Regex Weak();
}
