using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Dossier.Features;

/// <summary>
/// How every command on a dossier runs: load, check that the caller may know of it, compare the version, run the slice's act, save,
/// answer with the new state.
/// </summary>
internal sealed class DossierCommands(DossierStore store, TimeProvider clock)
{
    /// <summary>Runs a command on a dossier.</summary>
    /// <param name="id">Dossier.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">Carries <c>If-Match</c>; null when there is no HTTP around.</param>
    /// <param name="command">The slice's act on the dossier.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<IResult> RunAsync(
        Guid id,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Act, Result> command,
        CancellationToken cancellation
    )
    {
        var (dossier, act, refusal) = await AskAsync(id, caller, request, command);
        if (refusal is not null)
        {
            return refusal;
        }

        await store.SaveAsync(dossier!, cancellation);
        return new DossierState(DossierViews.Of(dossier!, store.VersionOf(dossier!), caller, act.At));
    }

    /// <summary>Runs a command at an open stage, after asking whether the caller may act there.</summary>
    /// <param name="id">Dossier.</param>
    /// <param name="stageKey">Stage.</param>
    /// <param name="kinds">Kinds of stage that the command is for.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">Carries <c>If-Match</c>; null when there is no HTTP around.</param>
    /// <param name="command">The slice's act on the dossier.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <param name="access">Whether the caller may; null asks <see cref="DossierAccess.ToAct"/>.</param>
    public Task<IResult> RunAtStageAsync(
        Guid id,
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Stage, Act, Result> command,
        CancellationToken cancellation,
        Func<Caller, RecognitionDossier, Stage, Result>? access = null
    ) => RunAsync(id, caller, request, AtStage(stageKey, kinds, caller, command, access ?? DossierAccess.ToAct), cancellation);

    /// <summary>Asks the same as <see cref="RunAtStageAsync"/> and does nothing: the refusal, or null.</summary>
    public async Task<IResult?> CheckAtStageAsync(
        Guid id,
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Stage, Act, Result> command,
        Func<Caller, RecognitionDossier, Stage, Result> access
    ) => (await AskAsync(id, caller, request, AtStage(stageKey, kinds, caller, command, access))).Refusal;

    private async Task<(RecognitionDossier? Dossier, Act Act, IResult? Refusal)> AskAsync(
        Guid id,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Act, Result> command
    )
    {
        var act = Act.Of(caller, clock.GetUtcNow());
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return (null, act, DossierErrors.NotFound.ToProblem());
        }

        if (request?.Matches(store.VersionOf(dossier)) == false)
        {
            return (dossier, act, Error.Stale(DossierViews.Of(dossier, store.VersionOf(dossier), caller, act.At)));
        }

        var result = command(dossier, act);
        return (dossier, act, result.Refused ? result.Errors.ToProblem() : null);
    }

    private static Func<RecognitionDossier, Act, Result> AtStage(
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        Func<RecognitionDossier, Stage, Act, Result> command,
        Func<Caller, RecognitionDossier, Stage, Result> access
    ) =>
        (dossier, act) =>
        {
            var open = dossier.OpenStageOf(stageKey, kinds);
            if (open.Refused)
            {
                return open;
            }

            var stage = open.Value;
            return access(caller, dossier, stage).Then(() => command(dossier, stage, act.In(stage.Role, dossier.ActorUnit(stage), caller)));
        };
}

/// <summary>Answers with a dossier and its version as ETag.</summary>
internal sealed class DossierState(DossierView view, int status = StatusCodes.Status200OK, string? location = null)
    : IResult,
        IStatusCodeHttpResult
{
    public DossierView View => view;

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.SetETag(view.Version);
        var shown = DossierViews.WithHolds(view, httpContext.RequestServices.GetRequiredService<FileScans>());
        return location is null
            ? TypedResults.Ok(shown).ExecuteAsync(httpContext)
            : TypedResults.Created(location, shown).ExecuteAsync(httpContext);
    }
}
