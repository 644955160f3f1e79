using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ntm.Dossier.Domain.Paths;
using Ntm.Dossier.Domain.Reviews;
using Ntm.Dossier.Features;
using Ntm.Dossier.Persistence;
using Ntm.Persistence;

namespace Ntm.Benchmarks;

/// <summary>The two steps that move a dossier and publish events.</summary>
internal enum Move
{
    /// <summary>The commune completes its dossier; two events.</summary>
    Complete,

    /// <summary>The district returns one document; three events.</summary>
    Return,
}

/// <summary>Takes one step of one dossier; fails unless it was accepted.</summary>
internal delegate Task Step(Guid dossier, Move move);

/// <summary>Steps over HTTP, as a client takes them: token, JSON body, Idempotency-Key, whole answer read.</summary>
internal sealed class HttpSteps(HttpClient http, AuthenticationHeaderValue? officer, AuthenticationHeaderValue? reviewer)
{
    private static readonly byte[] Completion = "{}"u8.ToArray();
    private static readonly byte[] Conclusion = Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(
            new
            {
                outcome = Outcomes.Returned,
                items = new[]
                {
                    new
                    {
                        kind = Dossiers.Returned.Kind,
                        key = Dossiers.Returned.Key,
                        reason = Dossiers.Reason,
                    },
                },
            }
        )
    );

    private long answered;

    /// <summary>Bytes of the last answer's body.</summary>
    public long AnswerLength => answered;

    public async Task TakeAsync(Guid dossier, Move move)
    {
        var (place, body, authorization) =
            move == Move.Complete
                ? ($"/dossiers/{dossier}/stages/{Dossiers.Preparation}/completion", Completion, officer)
                : ($"/dossiers/{dossier}/stages/{Dossiers.Review}/conclusion", Conclusion, reviewer);
        using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = authorization;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        var read = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{place}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(read)}");
        }

        answered = read.Length;
    }
}

/// <summary>Steps through the module without HTTP: a scope a step, the command's transaction, the same commands.</summary>
internal sealed class ModuleSteps(BenchPlatform platform)
{
    private static readonly StageKind[] Preparations = [StageKind.Preparation];
    private static readonly StageKind[] Reviews = [StageKind.Review];

    public async Task TakeAsync(Guid dossier, Move move)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<DossierDbContext>>();
        var commands = scope.ServiceProvider.GetRequiredService<DossierCommands>();
        await using var work = await transactions.BeginAtFirstWriteAsync(CancellationToken.None);
        var result = await (move == Move.Complete ? CompleteAsync(commands, dossier) : ReturnAsync(commands, dossier));
        if (result is not DossierState)
        {
            throw new InvalidOperationException($"{move} of {dossier} was refused.");
        }

        await work.CommitAsync(CancellationToken.None);
    }

    private Task<IResult> CompleteAsync(DossierCommands commands, Guid dossier) =>
        commands.RunAtStageAsync(
            dossier,
            Dossiers.Preparation,
            Preparations,
            platform.Officer.Caller,
            null,
            (found, stage, act) => found.Complete(act, stage, null),
            CancellationToken.None
        );

    private Task<IResult> ReturnAsync(DossierCommands commands, Guid dossier) =>
        commands.RunAtStageAsync(
            dossier,
            Dossiers.Review,
            Reviews,
            platform.Reviewer.Caller,
            null,
            (found, stage, act) =>
                found.Conclude(
                    act,
                    stage,
                    Ntm.Dossier.DossierAccess.ReviewerAt(platform.Reviewer.Caller, found, stage),
                    new Conclusion(Outcomes.Returned, null, [new GivenVerdict(Dossiers.Returned, false, Dossiers.Reason)])
                ),
            CancellationToken.None
        );
}
