using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Ntm.Audit;
using Ntm.Audit.Heads;
using Ntm.Host;
using Ntm.Host.Commands;
using Ntm.Rehearsal;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests.Tamper;

/// <summary>What a rehearsal left behind: databases, files, exported audits and exported heads; and the check of all of it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly string[] Services = ["identity", "assessment", "planning", "dossier", "notifications"];

    private readonly WebApplication app;
    private readonly Dictionary<string, SqliteConnection> databases;

    private Installation(string folder, WebApplication app)
    {
        (Folder, this.app) = (folder, app);
        databases = Services.ToDictionary(service => service, Open);
    }

    public string Folder { get; }

    /// <summary>Documents that the auditors exported.</summary>
    public IReadOnlyList<string> Exports => [.. Directory.GetFiles(Folder, "audit-*.json").Order(StringComparer.Ordinal)];

    /// <summary>Files with signed heads.</summary>
    public IReadOnlyList<string> Heads =>
        [.. Directory.GetFiles(Path.Combine(Folder, "audit-heads"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Runs a scenario to its end and its platform down.</summary>
    public static async Task<Installation> AfterAsync(string scenario, string name)
    {
        var story = Scenario.All.Single(one => one.Name == scenario) with { Name = name };
        using var spoken = new StringWriter();
        await RehearsalRun.RunAsync(
            story,
            new Narrator(spoken),
            RehearsalHost.Venue(new Dictionary<string, string?>()),
            TestContext.Current.CancellationToken
        );
        var folder = Path.GetFullPath(Path.Combine("artifacts", "rehearsals", name));
        await ComeToRestAsync(folder);
        return new Installation(folder, Build(folder));
    }

    /// <summary>A database, as somebody reaches it who owns the file.</summary>
    public SqliteConnection Of(string service) => databases[service];

    /// <summary>Stored files that some row names.</summary>
    public IReadOnlyList<string> Files()
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (service, query) in new[]
            {
                ("dossier", """SELECT json_extract(f.value, '$.hash') FROM "Dossiers", json_each("Content", '$.files') f"""),
                ("assessment", """SELECT "Hash" FROM "EvidenceFiles" """),
                ("planning", """SELECT "Hash" FROM "ReportPhotos" UNION SELECT "Hash" FROM "SupportDocuments" """),
            }
        )
        {
            named.UnionWith(Of(service).Column(query).Cast<string>());
        }

        return [.. named.Order(StringComparer.Ordinal).Select(hash => Path.Combine(Folder, "files", hash[..2], hash[2..4], hash))];
    }

    /// <summary>What <c>audit verify</c> finds.</summary>
    public async Task<IReadOnlyList<string>> FindAsync() =>
        await new InstallationCheck(app.Services, ReadHeads()).FindAsync(CancellationToken.None);

    /// <summary>What <c>audit verify FILE --heads FOLDER</c> says of an export; null when nothing.</summary>
    public string? Fault(byte[] export) => AuditVerifier.Verify(new MemoryStream(export), known: ReadHeads().Of).Reason;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
        {
            await database.DisposeAsync();
        }

        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Another start, until what the story left under way has arrived.</summary>
    private static async Task ComeToRestAsync(string folder)
    {
        await using var app = Build(folder);
        await app.StartAsync();
        foreach (var service in Services)
        {
            await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, service + ".db")};Pooling=False");
            await database.OpenAsync();
            await Eventually.TrueAsync(
                () => database.Column("""SELECT 1 FROM "Outbox" LIMIT 1""").Count == 0,
                $"the outbox of {service} is empty"
            );
        }

        await app.StopAsync();
    }

    private static WebApplication Build(string folder)
    {
        var (builder, _) = PlatformHost.Configure(
            [],
            own =>
                own.AddInMemoryCollection([
                    new("Host:DataFolder", folder),
                    new("Host:Address", "http://127.0.0.1:0"),
                    new("Messaging:PollInterval", "00:00:00.050"),
                ])
        );
        return PlatformHost.Build(builder);
    }

    private ExportedHeads ReadHeads()
    {
        using var key = KeyFile.LoadPublic(Path.Combine(Folder, "keys", "audit.pem"));
        return ExportedHeads.Read(Path.Combine(Folder, "audit-heads"), [key], roots: null);
    }

    private SqliteConnection Open(string service)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(Folder, service + ".db")};Pooling=False;Foreign Keys=False");
        database.Open();
        foreach (var trigger in database.Column("SELECT name FROM sqlite_master WHERE type = 'trigger'").Cast<string>())
        {
            database.Run($"DROP TRIGGER \"{trigger}\"");
        }

        return database;
    }
}
