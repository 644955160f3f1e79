using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>The disk of a server runs full under load and is freed again; a server that ended meanwhile is started again, as by whoever
/// watches it.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class ServerDiskFullTests(ITestOutputHelper output)
{
    private const int Megabytes = 256;
    private const string NoDisk = "Nothing may be mounted here.";

    /// <summary>Less than the broker's alarm asks for.</summary>
    private const int LittleRoom = 20;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_PostgreSQLs_disk_is_full_the_answer_is_503_and_nothing_is_lost()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, NoDisk);
        await using var database = await PostgreSqlServer.StartAsync(Directory.CreateDirectory(disk.Folder + "/postgres").FullName);
        await using var world = await ProbeWorld.CreateAsync(database: database);
        var questions = await BeginAsync(world);

        await Eventually.TrueAsync(
            () =>
            {
                // What a checkpoint gives back is taken again.
                disk.Fill();
                return questions.Refused > 20;
            },
            "the probe refuses what its database cannot keep",
            Recovery
        );
        var accepted = questions.Accepted.Count;
        output.WriteLine($"PostgreSQL {(database.Ended ? "ended" : "went on")}; {accepted} questions had been accepted");
        disk.Free();
        if (database.Ended)
        {
            await database.RestartAsync();
        }

        await Eventually.TrueAsync(() => questions.Accepted.Count > accepted + 20, "the work goes on once there is room", Recovery);
        await EndAsync(world, questions);
    }

    [Fact]
    public async Task While_the_brokers_disk_is_full_commands_succeed_and_events_arrive_afterwards()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, NoDisk);
        await using var broker = await RabbitMqServer.StartInAsync(Directory.CreateDirectory(disk.Folder + "/rabbitmq").FullName);
        await using var world = await ProbeWorld.CreateAsync(broker);
        var questions = await BeginAsync(world);

        disk.Fill(LittleRoom);
        await Eventually.TrueAsync(() => world.Outbox() > 50, "the broker takes no more", Recovery);
        disk.Fill();
        var accepted = questions.Accepted.Count;
        await Eventually.TrueAsync(() => questions.Accepted.Count > accepted + 50, "commands go on");
        output.WriteLine($"The broker {(broker.Ended ? "ended" : "went on")}; {world.Outbox()} events wait");
        Assert.Equal(0, questions.Refused);
        disk.Free();

        await Eventually.TrueAsync(() => world.Outbox() < 50, "the broker takes again", Recovery);
        await EndAsync(world, questions);
    }

    private static async Task<Questions> BeginAsync(ProbeWorld world)
    {
        var probe = world.Probe();
        await probe.StartAsync();
        var questions = new Questions(probe);
        questions.Begin();
        await Eventually.TrueAsync(() => world.Received.Count > 20, "questions are answered");
        return questions;
    }

    /// <summary>Each accepted question was kept once, answered once, and its answer published.</summary>
    private async Task EndAsync(ProbeWorld world, Questions questions)
    {
        await questions.EndAsync();
        await Eventually.TrueAsync(world.IsQuiescentAsync, "nothing is under way", Recovery);
        output.WriteLine($"{questions.Accepted.Count} questions accepted, {questions.Refused} times refused");
        var accepted = questions.Accepted.Order().ToList();
        Assert.Equal(accepted, Ids(world, "Id", "Questions"));
        Assert.Equal(accepted, Ids(world, "QuestionId", "Answers"));
        Assert.Equal(world.Promised().Order(), world.Received.Distinct().Order());

        // The check is not blind: an answer that is taken away is missed.
        world.Database.Spoil("""DELETE FROM "Answers" WHERE "QuestionId" = (SELECT max("QuestionId"::text)::uuid FROM "Answers")""");
        Assert.NotEqual(accepted, Ids(world, "QuestionId", "Answers"));
    }

    private static IOrderedEnumerable<Guid> Ids(ProbeWorld world, string column, string table) =>
        world.Database.Rows($"""SELECT "{column}" FROM "{table}" """, row => row.GetGuid(0)).Order();
}
