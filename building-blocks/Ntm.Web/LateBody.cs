using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// An argument of a command that receives the request's body itself: after the caller was let in by <see cref="BodyAdmission"/>, and
/// before the command's transaction begins, so that a slow client blocks no other command.
/// </summary>
public interface ILateBody
{
    /// <summary>Hash of what was received: of its parts, however they were packed for the way.</summary>
    string Hash { get; }

    /// <summary>Receives the body.</summary>
    /// <returns>The answer, where the request only announces a body that comes later; null where the command goes on.</returns>
    Task<IResult?> ReceiveAsync(CancellationToken cancellation);
}

/// <summary>Endpoint metadata: checks whether the caller may send an <see cref="ILateBody"/> there, before the body is read.</summary>
/// <param name="AskAsync">Refuses a caller that the command would refuse too; null lets it in.</param>
public sealed record BodyAdmission(Func<EndpointFilterInvocationContext, Task<IResult?>> AskAsync);
