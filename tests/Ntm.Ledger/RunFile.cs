using System.Text.Json;

namespace Ntm.Ledger;

/// <summary>What one run left, and where: the file that the program is started with.</summary>
/// <param name="Accepted">File of what the clients wrote down, one accepted answer a line.</param>
/// <param name="Engine"><c>Sqlite</c> or <c>PostgreSql</c>.</param>
/// <param name="Databases">Connection string of each service's database.</param>
/// <param name="Files">Folder in which uploaded files lie, at any depth.</param>
/// <param name="Feed">Where the events are asked for; null when nobody serves any more.</param>
/// <param name="Broker">Environment in which <c>rabbitmqctl</c> reaches the broker; null where there is none.</param>
/// <param name="Measure">Dossier that nothing interrupted, which all others must equal; null when they went different ways.</param>
/// <param name="Samples">File of resources that processes held, one sample a line; null when none were taken.</param>
/// <param name="Now">What the platform's clock has passed, with every timer fired; null where timers are not looked at.</param>
/// <param name="PatienceSeconds">How long the outboxes and queues may take to run empty.</param>
internal sealed record RunFile(
    string Accepted,
    string Engine,
    IReadOnlyDictionary<string, string> Databases,
    string Files,
    FeedAccess? Feed,
    IReadOnlyDictionary<string, string>? Broker,
    Guid? Measure,
    string? Samples,
    DateTimeOffset? Now,
    double PatienceSeconds
)
{
    public static RunFile Read(string path) =>
        JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException(path + " is empty.");
}

/// <summary>The account that reads the events, and the address.</summary>
internal sealed record FeedAccess(Uri Address, string UserName, string Password);
