using System.Threading.Channels;

namespace Ntm.Benchmarks;

/// <summary>Sizes of what the platform writes and answers, in characters and bytes.</summary>
internal sealed record Sizes(int Content, int Event, int Answer);

/// <summary>
/// The floor: what the same step costs when nothing is decided. A bare endpoint that commits rows of the same sizes to
/// SQLite with the same settings and answers as many bytes; behind it, for every event, the same commits of relay,
/// notifications and assessment as the platform makes. No rules, no authentication, no mapper, no framework but Kestrel.
/// </summary>
internal sealed class Floor : IAsyncDisposable
{
    private const int Batch = 64;

    private readonly FloorDatabase dossiers;
    private readonly FloorDatabase notifications;
    private readonly FloorDatabase assessments;
    private readonly Channel<Event> events = Channel.CreateUnbounded<Event>();
    private readonly string content;
    private readonly string body;
    private readonly byte[] answer;
    private readonly WebApplication app;
    private readonly Task relay;
    private long number;
    private long open;

    private Floor(string folder, Sizes sizes, Uri address)
    {
        (content, body, answer) = (new string('c', sizes.Content), new string('f', sizes.Event), new byte[sizes.Answer]);
        Directory.CreateDirectory(folder);
        dossiers = new FloorDatabase(
            Path.Combine(folder, "dossiers.db"),
            """
            CREATE TABLE Dossiers(Id BLOB PRIMARY KEY, Version INTEGER, Content TEXT);
            CREATE TABLE Stages(Key TEXT PRIMARY KEY, Content TEXT); CREATE TABLE Timers(Key TEXT PRIMARY KEY, Content TEXT);
            CREATE TABLE Audit(Dossier BLOB, Sequence INTEGER, Content TEXT, PRIMARY KEY(Dossier, Sequence));
            CREATE TABLE Answers(Key TEXT PRIMARY KEY, Body BLOB);
            CREATE TABLE Outbox(Seq INTEGER PRIMARY KEY AUTOINCREMENT, MessageId BLOB UNIQUE, OrderKey TEXT, Body TEXT, Lease INTEGER);
            CREATE INDEX OutboxOrder ON Outbox(OrderKey, Seq); CREATE INDEX OutboxLease ON Outbox(Lease, Seq);
            """
        );
        notifications = new FloorDatabase(
            Path.Combine(folder, "notifications.db"),
            """
            CREATE TABLE Inbox(MessageId BLOB, Consumer TEXT, PRIMARY KEY(MessageId, Consumer));
            CREATE TABLE Head(Position INTEGER); INSERT INTO Head VALUES(0);
            CREATE TABLE Feed(Position INTEGER PRIMARY KEY, EventId BLOB UNIQUE, Dossier BLOB, Body TEXT);
            CREATE INDEX FeedDossier ON Feed(Dossier, Position);
            CREATE TABLE Notices(Id BLOB PRIMARY KEY, Unit TEXT, Text TEXT); CREATE INDEX NoticesUnit ON Notices(Unit);
            """
        );
        assessments = new FloorDatabase(
            Path.Combine(folder, "assessments.db"),
            """
            CREATE TABLE Inbox(MessageId BLOB, Consumer TEXT, PRIMARY KEY(MessageId, Consumer));
            CREATE TABLE Stages(Key BLOB PRIMARY KEY, Content TEXT);
            """
        );
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        app = builder.Build();
        app.MapPost(
            "/dossiers/{id:guid}/stages/{stage}/{act}",
            async (Guid id, string stage, string act, HttpRequest request) =>
            {
                await new StreamReader(request.Body).ReadToEndAsync();
                await TakeAsync(id, act == "completion" ? Move.Complete : Move.Return, keepAnswer: true);
                return Results.Bytes(answer, "application/json");
            }
        );
        Address = address;
        relay = Task.Run(RelayAsync);
    }

    public Uri Address { get; }

    public int Commits => dossiers.Commits + notifications.Commits + assessments.Commits;

    public static async Task<Floor> StartAsync(string folder, Sizes sizes)
    {
        var floor = new Floor(folder, sizes, Loopback.FreeAddress());
        await floor.app.StartAsync();
        return floor;
    }

    /// <summary>One step: the dossier, its stage, timer and audit, and two or three events, in one commit.</summary>
    public Task TakeAsync(Guid dossier, Move move) => TakeAsync(dossier, move, keepAnswer: false);

    private async Task TakeAsync(Guid dossier, Move move, bool keepAnswer)
    {
        var step = Interlocked.Increment(ref number);
        var published = Enumerable
            .Range(0, move == Move.Complete ? 2 : 3)
            .Select(at => new Event(Guid.CreateVersion7(), dossier, at < 1))
            .ToList();
        var key = dossier.ToString("N");
        await dossiers.CommitAsync([
            ("INSERT INTO Dossiers VALUES($a, 1, $b) ON CONFLICT DO UPDATE SET Version = Version + 1, Content = $b", [dossier, content]),
            ("DELETE FROM Stages WHERE Key = $a", [key]),
            ("INSERT INTO Stages VALUES($a, $b)", [key, body[..200]]),
            ("INSERT INTO Timers VALUES($a, $b)", [$"{key}/{step}", body[..100]]),
            .. Enumerable
                .Range(0, published.Count - 1)
                .Select(at => ("INSERT INTO Audit VALUES($a, $b, $c)", new object[] { dossier, (step * 4) + at, body[..300] })),
            .. published.Select(@event =>
                ("INSERT INTO Outbox(MessageId, OrderKey, Body, Lease) VALUES($a, $b, $c, 0)", new object[] { @event.Id, key, body })
            ),
            .. keepAnswer
                ? [("INSERT INTO Answers VALUES($a, $b)", new object[] { Guid.CreateVersion7().ToString(), answer })]
                : Array.Empty<(string, object[])>(),
        ]);
        Interlocked.Add(ref open, published.Count);
        published.ForEach(@event => events.Writer.TryWrite(@event));
    }

    public async Task DrainAsync()
    {
        while (Interlocked.Read(ref open) > 0)
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        events.Writer.Complete();
        await relay;
        await app.DisposeAsync();
        dossiers.Dispose();
        notifications.Dispose();
        assessments.Dispose();
    }

    private async Task RelayAsync()
    {
        while (await events.Reader.WaitToReadAsync())
        {
            var batch = new List<Event>();
            while (batch.Count < Batch && events.Reader.TryRead(out var @event))
            {
                batch.Add(@event);
            }

            await dossiers.CommitAsync([
                .. batch.Select(@event => ("UPDATE Outbox SET Lease = 1 WHERE MessageId = $a", new object[] { @event.Id })),
            ]);
            await Parallel.ForEachAsync(
                batch,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (@event, _) =>
                {
                    await ConsumeAsync(@event);
                }
            );
            await dossiers.CommitAsync([
                .. batch.Select(@event => ("DELETE FROM Outbox WHERE MessageId = $a", new object[] { @event.Id })),
            ]);
            Interlocked.Add(ref open, -batch.Count);
        }
    }

    private async Task ConsumeAsync(Event @event)
    {
        await notifications.CommitAsync(
            ("INSERT INTO Inbox VALUES($a, 'notifications')", [@event.Id]),
            ("UPDATE Head SET Position = Position + 1", []),
            ("INSERT INTO Feed VALUES((SELECT Position FROM Head), $a, $b, $c)", [@event.Id, @event.Dossier, body]),
            ("INSERT INTO Notices VALUES($a, '42/439', $b)", [Guid.CreateVersion7(), body[..150]])
        );
        if (@event.OfStage)
        {
            await assessments.CommitAsync(
                ("INSERT INTO Inbox VALUES($a, 'assessment')", [@event.Id]),
                ("INSERT INTO Stages VALUES($a, $b)", [@event.Id, body[..100]])
            );
        }
    }

    private sealed record Event(Guid Id, Guid Dossier, bool OfStage);
}
