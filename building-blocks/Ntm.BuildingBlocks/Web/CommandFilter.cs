using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Web;

/// <summary>
/// Wraps every command of a service in one transaction. A refusal rolls back; success commits state, facts and, when
/// the client sent an <c>Idempotency-Key</c>, the answer itself, so that the same request again gets the same answer.
/// Who lost a race is asked again on the new state, and so gets a precise refusal.
/// </summary>
public sealed class CommandFilter<TContext>(TimeProvider clock) : IEndpointFilter
    where TContext : ServiceDbContext
{
    private const int Tries = 4;

    private static readonly Func<TContext, string, Task<CommandAnswer?>> FindAnswer = EF.CompileAsyncQuery(
        (TContext db, string key) => db.Set<CommandAnswer>().AsNoTracking().FirstOrDefault(given => given.Key == key));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        var transactions = (Transactions<TContext>)http.RequestServices.GetService(typeof(Transactions<TContext>))!;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 100)
        {
            return Error.Invalid("request.idempotency_key_too_long", "Idempotency-Key dài quá 100 ký tự.").ToProblem();
        }

        var answer = key.Length == 0 ? null : new CommandAnswer
        {
            Key = $"{Caller.From(http.User).Subject}:{key}",
            RequestHash = await HashAsync(http.Request),
            AnsweredAt = clock.GetUtcNow(),
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Who lost once waits for its turn first, and cannot lose to a neighbour again.
                await using var work = attempt == 1
                    ? await transactions.BeginAtFirstWriteAsync(http.RequestAborted)
                    : await transactions.BeginAsync(http.RequestAborted);
                return await RunAsync(context, next, work, transactions.Db, answer);
            }
            catch (Exception lost) when (attempt < Tries && LostRace(lost))
            {
                transactions.Db.ChangeTracker.Clear();
                http.Response.Clear();
            }
        }
    }

    private static async Task<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, Transactions<TContext>.Work work, TContext db, CommandAnswer? answer)
    {
        if (await GivenAsync(db, answer) is { } given)
        {
            return given;
        }

        var result = await next(context);
        if (StatusOf(result) >= 400)
        {
            // A copy of this request may have committed in between; then its answer is this one's too.
            return await GivenAsync(db, answer) ?? result;
        }

        if (answer is not null)
        {
            await RecordAsync(context.HttpContext, result, answer);
            db.CommandAnswers.Add(answer);
            await db.SaveChangesAsync(context.HttpContext.RequestAborted);
            result = new GivenAnswer(answer);
        }

        // From here the step counts, even if the client hangs up.
        await work.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>What was answered under the key before: the answer again, or the refusal to use the key for something else.</summary>
    private static async Task<IResult?> GivenAsync(TContext db, CommandAnswer? answer)
    {
        if (answer is null || await FindAnswer(db, answer.Key) is not { } first)
        {
            return null;
        }

        return first.RequestHash == answer.RequestHash
            ? new GivenAnswer(first)
            : Error.Unprocessable("request.idempotency_key_reused", "Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác.").ToProblem();
    }

    /// <summary>
    /// A conflict, a key taken meanwhile, or a deadlock that the engine ended against this one. A lost connection is none: the
    /// commit may have come through, and only the client's own repetition under its key may ask for it again.
    /// </summary>
    private static bool LostRace(Exception failure) => DatabaseAway.Behind(failure) is null
        && failure is DbUpdateException or DbException { IsTransient: true } or InvalidOperationException { InnerException: DbException { IsTransient: true } };

    private static int StatusOf(object? result) => result switch
    {
        INestedHttpResult nested => StatusOf(nested.Result),
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        _ => StatusCodes.Status200OK,
    };

    private static async Task<string> HashAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString} {request.Headers.IfMatch}\n"));
        request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task RecordAsync(HttpContext http, object? result, CommandAnswer answer)
    {
        var body = http.Response.Body;
        using var recorded = new MemoryStream();
        http.Response.Body = recorded;
        try
        {
            await (result is IResult typed ? typed : TypedResults.Ok(result)).ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            http.Response.Body = body;
        }

        answer.Status = http.Response.StatusCode;
        answer.ContentType = http.Response.ContentType;
        answer.Location = http.Response.Headers.Location;
        answer.ETag = http.Response.Headers.ETag;
        answer.Body = recorded.ToArray();
    }

    private sealed class GivenAnswer(CommandAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = answer.ContentType;
            httpContext.Response.Headers.Location = answer.Location;
            httpContext.Response.Headers.ETag = answer.ETag;
            if (answer.Body.Length > 0)
            {
                await httpContext.Response.Body.WriteAsync(answer.Body);
            }
        }
    }
}
