using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Probe.V1;
using Ntm.Web;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Probe;

/// <summary>
/// The smallest service there can be on the platform's own building blocks: a command, an event, a consumer that publishes,
/// a timer. It starts fast, so that it can be killed often.
/// </summary>
/// <param name="withoutConsumers">Whether it receives nothing, for a process that only asks.</param>
internal sealed class ProbeModule(bool withoutConsumers = false) : IModule
{
    public string Name => "probe";

    public string RoutePrefix => "probe";

    public void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddServiceDatabase<ProbeDbContext, SqliteProbeDbContext, PostgreSqlProbeDbContext, SqlServerProbeDbContext>(
            builder.Configuration,
            Name,
            "Ntm.Probe"
        );
        builder.Services.AddSingleton<ITimerHandler<ProbeDbContext>, OnTimer>();
    }

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        if (!withoutConsumers)
        {
            consumers.AddConsumer<OnAsked>();
        }
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<ProbeDbContext>();
        routes.MapPost("/questions", AskAsync).AllowAnonymous();
        routes.MapPut("/timers/{key}", ScheduleAsync).AllowAnonymous();
    }

    /// <summary>It has no migrations: its tables live as long as one test.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var creator = (RelationalDatabaseCreator)scope.ServiceProvider.GetRequiredService<ProbeDbContext>().GetService<IDatabaseCreator>();
        await creator.CreateTablesAsync(cancellation);
    }

    private static async Task<IResult> AskAsync(QuestionText body, ProbeDbContext db, TimeProvider clock, CancellationToken cancellation)
    {
        var question = new Question { Text = body.Text };
        db.Questions.Add(question);
        var @event = new Asked { EventId = Guid.CreateVersion7(), QuestionId = question.Id };
        db.Publish(@event, @event.EventId, question.Id.ToString(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new { question.Id });
    }

    private static async Task<IResult> ScheduleAsync(string key, DateTimeOffset dueAt, ProbeDbContext db, CancellationToken cancellation)
    {
        await db.ScheduleAsync(key, OnTimer.KindOfTimer, dueAt.ToUniversalTime(), "", cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}

/// <summary>What is asked.</summary>
/// <param name="Text">Anything.</param>
public sealed record QuestionText(string Text);

/// <summary>Answers: one row and two events.</summary>
internal sealed class OnAsked(ConsumerServices<ProbeDbContext> services) : EventConsumer<ProbeDbContext, Asked>(services)
{
    private readonly TimeProvider clock = services.Clock;

    protected override Task HandleAsync(Asked @event, CancellationToken cancellation)
    {
        if (@event.QuestionId == Guid.Empty)
        {
            throw new InvalidOperationException("No answer to the question without an id.");
        }

        var answer = new Answer { QuestionId = @event.QuestionId, At = clock.GetUtcNow() };
        Db.Answers.Add(answer);
        foreach (var (id, part) in (IEnumerable<(Guid, int)>)[(answer.First, 1), (answer.Second, 2)])
        {
            Db.Publish(
                new Answered
                {
                    EventId = id,
                    QuestionId = @event.QuestionId,
                    Part = part,
                },
                id,
                @event.QuestionId.ToString(),
                answer.At
            );
        }

        return Task.CompletedTask;
    }
}

/// <summary>Notes that a timer fired.</summary>
internal sealed class OnTimer(TimeProvider clock) : ITimerHandler<ProbeDbContext>
{
    public const string KindOfTimer = "probe";

    public string Kind => KindOfTimer;

    public Task FireAsync(ProbeDbContext db, Timer timer, CancellationToken cancellation)
    {
        db.Firings.Add(
            new Firing
            {
                Key = timer.Key,
                DueAt = timer.DueAt,
                At = clock.GetUtcNow(),
            }
        );
        return Task.CompletedTask;
    }
}
