using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Commands;

/// <summary>
/// Wraps every command of a service in one transaction. A refusal rolls back; success commits state, events and, when the client
/// sent an <c>Idempotency-Key</c>, the response itself, so that the same request again gets the same response. A command that lost a
/// race is retried on the new state, and so gets a precise refusal; one that lost every attempt is answered 409 by <see
/// cref="FailureMapping"/>.
/// </summary>
public sealed class CommandFilter<TContext>(TimeProvider clock) : IEndpointFilter
    where TContext : ServiceDbContext
{
    /// <summary>Name of the header under which a command may be sent again.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private const int Tries = 6;
    private const int LongestKey = 100;

    // The pause is random below a bound that doubles at each attempt, so that the losers of one race do not collide again.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);

    private static readonly Func<TContext, string, Task<IdempotencyRecord?>> FindAnswer = EF.CompileAsyncQuery(
        (TContext db, string key) => db.Set<IdempotencyRecord>().AsNoTracking().FirstOrDefault(given => given.Key == key)
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (
            HttpMethods.IsGet(http.Request.Method)
            || HttpMethods.IsHead(http.Request.Method)
            || http.GetEndpoint()?.Metadata.GetMetadata<NotRepeatable>() is not null
        )
        {
            return await next(context);
        }

        var transactions = (Transactions<TContext>)http.RequestServices.GetService(typeof(Transactions<TContext>))!;
        var key = http.Request.Headers[KeyHeader].ToString();
        if (key.Length > LongestKey)
        {
            return Error.Invalid("request.idempotency_key_too_long", $"{KeyHeader} dài quá {LongestKey} ký tự.").ToProblem();
        }

        var answer = key.Length == 0 ? null : await AnswerOfAsync(http, key);
        var body = context.Arguments.OfType<ILateBody>().FirstOrDefault();
        if (body is not null && await ReceiveAsync(context, body, transactions.Db, answer) is { } refusal)
        {
            return refusal;
        }

        if (answer is not null)
        {
            answer.RequestHash = await HashAsync(http.Request, body);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // After one lost race the command takes SQLite's write lock before it reads again.
                await using var work =
                    attempt == 1
                        ? await transactions.BeginAtFirstWriteAsync(http.RequestAborted)
                        : await transactions.BeginAsync(http.RequestAborted);
                return await RunAsync(context, next, work, transactions.Db, answer);
            }
            catch (Exception lost) when (attempt < Tries && LostRace.IsBehind(lost))
            {
                transactions.Db.ChangeTracker.Clear();
                http.Response.Clear();
            }

            await Task.Delay(FirstWait * (1 << (attempt - 1)) * Random.Shared.NextDouble(), TimeProvider.System, http.RequestAborted);
        }
    }

    /// <summary>The record of the answer to come, with the rights under which it is asked for: who has lost them since gets no stored
    /// answer.</summary>
    private async Task<IdempotencyRecord> AnswerOfAsync(HttpContext http, string key)
    {
        var caller = Caller.From(http.User);
        var rights = (ICallerRights<TContext>?)http.RequestServices.GetService(typeof(ICallerRights<TContext>));
        return new IdempotencyRecord
        {
            Key = $"{caller.Subject}:{key}",
            RequestHash = "",
            AnsweredAt = clock.GetUtcNow(),
            Rights = StoredResponse.RightsOf(rights is null ? caller : await rights.OfAsync(caller, http.RequestAborted)),
        };
    }

    /// <summary>
    /// Receives the body after the caller was admitted. The repeat of a command that is done already was admitted the first time. What
    /// only announces a body gets its answer here.
    /// </summary>
    private static async Task<object?> ReceiveAsync(
        EndpointFilterInvocationContext context,
        ILateBody body,
        TContext db,
        IdempotencyRecord? answer
    )
    {
        var first = answer is null ? null : await FindAnswer(db, answer.Key);
        if (first is not null && StoredResponse.IsWithheld(first, answer!))
        {
            return StoredResponse.Withheld;
        }

        var admission = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<BodyAdmission>();
        var refusal = first is null && admission is not null ? await admission.AskAsync(context) : null;
        if (refusal is not null && (answer is null || await FindAnswer(db, answer.Key) is null))
        {
            // The refusal stands only while no copy of this request has committed in between.
            return refusal;
        }

        // The state that the admission read is stale by the time the body has arrived.
        db.ChangeTracker.Clear();
        return await body.ReceiveAsync(context.HttpContext.RequestAborted);
    }

    private static async Task<object?> RunAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        Transactions<TContext>.Work work,
        TContext db,
        IdempotencyRecord? answer
    )
    {
        if (await ReplayAsync(db, answer) is { } given)
        {
            return given;
        }

        var result = await next(context);
        if (StatusOf(result) >= 400)
        {
            // A copy of this request may have committed in between; then its response is this one's too.
            return await ReplayAsync(db, answer) ?? result;
        }

        if (answer is not null)
        {
            await StoredResponse.RecordAsync(context.HttpContext, result, answer);
            db.IdempotencyRecords.Add(answer);
            await db.SaveChangesAsync(context.HttpContext.RequestAborted);
            result = new StoredResponse(answer);
        }

        // From here on the command is committed, even if the client disconnects.
        await work.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>What the key was answered with before: the stored response, or the error that refuses it.</summary>
    private static async Task<IResult?> ReplayAsync(TContext db, IdempotencyRecord? answer) =>
        answer is not null && await FindAnswer(db, answer.Key) is { } first ? StoredResponse.Replay(first, answer) : null;

    private static int StatusOf(object? result) =>
        result switch
        {
            INestedHttpResult nested => StatusOf(nested.Result),
            IStatusCodeHttpResult { StatusCode: { } status } => status,
            _ => StatusCodes.Status200OK,
        };

    private static async Task<string> HashAsync(HttpRequest request, ILateBody? body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString} {request.Headers.IfMatch}\n"));
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<UnrecordedBody>() is not null)
        {
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        if (body is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(body.Hash));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; )
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
