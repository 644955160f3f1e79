using MassTransit;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Ntm.Benchmarks.V1;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Persistence;

namespace Ntm.Benchmarks.Messages;

/// <summary>
/// The smallest service on the platform's building blocks: it writes notes and publishes them, or receives them and writes
/// them too. What it costs is what events cost.
/// </summary>
/// <param name="consumes">Whether it receives; otherwise it publishes.</param>
internal sealed class NoteModule(bool consumes) : IModule
{
    public string Name => "benchmarks";

    public string RoutePrefix => "benchmarks";

    public void AddServices(WebApplicationBuilder builder) =>
        builder.Services.AddServiceDatabase<NoteDbContext, SqliteNoteDbContext, PostgreSqlNoteDbContext, SqlServerNoteDbContext>(
            builder.Configuration,
            Name,
            "Ntm.Benchmarks"
        );

    public void AddConsumers(IRegistrationConfigurator consumers)
    {
        if (consumes)
        {
            consumers.AddConsumer<OnNoted>();
        }
    }

    public void MapEndpoints(RouteGroupBuilder routes) => routes.MapPost("/notes", WriteAsync).AllowAnonymous();

    /// <summary>It has no migrations: its tables live as long as one run.</summary>
    public async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var creator = (RelationalDatabaseCreator)scope.ServiceProvider.GetRequiredService<NoteDbContext>().GetService<IDatabaseCreator>();
        await creator.CreateTablesAsync(cancellation);
    }

    /// <summary>Writes notes at a steady rate, a transaction each, and answers when the last has committed.</summary>
    private static async Task<IResult> WriteAsync(int count, int perSecond, IServiceScopeFactory scopes, TimeProvider clock)
    {
        await Load.PacedAsync(
            count,
            perSecond,
            async _ =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var transactions = scope.ServiceProvider.GetRequiredService<Transactions<NoteDbContext>>();
                await using var work = await transactions.BeginAsync(CancellationToken.None);
                var note = new Note { Id = Guid.CreateVersion7(), Text = NoteText.Of };
                transactions.Db.Notes.Add(note);
                transactions.Db.Publish(
                    new Noted { EventId = note.Id, Text = note.Text },
                    note.Id,
                    note.Id.ToString("N"),
                    clock.GetUtcNow()
                );
                await transactions.Db.SaveChangesAsync();
                await work.CommitAsync(CancellationToken.None);
            }
        );
        return TypedResults.NoContent();
    }
}

/// <summary>What every note says.</summary>
internal static class NoteText
{
    public static readonly string Of = new('n', 500);
}

/// <summary>Writes down what was received.</summary>
internal sealed class OnNoted(ConsumerServices<NoteDbContext> services) : EventConsumer<NoteDbContext, Noted>(services)
{
    protected override Task HandleAsync(Noted @event, CancellationToken cancellation)
    {
        Db.Notes.Add(new Note { Id = @event.EventId, Text = @event.Text });
        return Task.CompletedTask;
    }
}
