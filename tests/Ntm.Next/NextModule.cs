using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Probe.V1;
using Ntm.Web;

namespace Ntm.Next;

/// <summary>The next version of the probe: a field and an enum name more, and its consumer renamed.</summary>
/// <param name="withoutConsumerId">Whether the renamed consumer goes without its old id, for a control.</param>
internal sealed class NextModule(bool withoutConsumerId) : IModule
{
    public string Name => "probe";

    public string RoutePrefix => "probe";

    public void AddServices(WebApplicationBuilder builder) =>
        builder.Services.AddServiceDatabase<NextDbContext, SqliteNextDbContext, PostgreSqlNextDbContext, SqlServerNextDbContext>(
            builder.Configuration,
            Name,
            typeof(NextModule).Assembly.GetName().Name!
        );

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        if (withoutConsumerId)
        {
            consumers.AddConsumer<OnQuestionAskedWithoutId>();
        }
        else
        {
            consumers.AddConsumer<OnQuestionAsked>();
        }
    }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        routes.UseCommands<NextDbContext>();
        routes.MapPost("/questions", AskAsync).AllowAnonymous();
    }

    /// <summary>Its migration only adds: the older version goes on with the table.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<NextDbContext>()
            .Database.ExecuteSqlRawAsync("""ALTER TABLE "Answers" ADD COLUMN IF NOT EXISTS "Tone" text""", cancellation);
    }

    private static async Task<IResult> AskAsync(
        QuestionText body,
        string? tone,
        bool? signed,
        NextDbContext db,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var question = new Question { Text = body.Text };
        db.Questions.Add(question);
        var @event = new Asked
        {
            EventId = Guid.CreateVersion7(),
            QuestionId = question.Id,
            Manner = signed == true ? Manner.Signed : Manner.Written,
            Tone = tone,
        };
        db.Publish(@event, @event.EventId, question.Id.ToString(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(
            new
            {
                question.Id,
                tone,
                signed = signed == true,
            }
        );
    }
}

/// <summary>What is asked.</summary>
/// <param name="Text">Anything.</param>
public sealed record QuestionText(string Text);

/// <summary>Answers, as <c>OnAsked</c> did before it was renamed.</summary>
[ConsumerId("probe.on-asked")]
internal class OnQuestionAsked(ConsumerServices<NextDbContext> services) : EventConsumer<NextDbContext, Asked>(services)
{
    private readonly TimeProvider clock = services.Clock;

    protected override Task HandleAsync(Asked @event, CancellationToken cancellation)
    {
        var answer = new Answer
        {
            QuestionId = @event.QuestionId,
            At = clock.GetUtcNow(),
            Tone = @event.Tone,
        };
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

/// <summary>The same, renamed by somebody who did not think of queue and inbox.</summary>
internal sealed class OnQuestionAskedWithoutId(ConsumerServices<NextDbContext> services) : OnQuestionAsked(services);
