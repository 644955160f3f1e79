using Microsoft.Extensions.Logging;

namespace Ntm.Identity;

/// <summary>Everything the service logs, 6000–6999. Ids only: no names, no secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "Sign-in to account {AccountId} was refused: {Reason}")]
    public static partial void SignInRefused(ILogger logger, Guid? accountId, string reason);

    [LoggerMessage(6002, LogLevel.Warning, "A refresh token of account {AccountId} was used again; sign-in {FamilyId} was ended")]
    public static partial void RefreshTokenReused(ILogger logger, Guid accountId, Guid familyId);

    [LoggerMessage(6003, LogLevel.Warning, "Client {ClientId} was refused")]
    public static partial void ClientRefused(ILogger logger, string clientId);

    [LoggerMessage(6004, LogLevel.Warning, "A sign-in through the external issuer was refused: {Reason}")]
    public static partial void ExternalRefused(ILogger logger, string reason);

    [LoggerMessage(6010, LogLevel.Information, "{Caller} did {Act} on account {AccountId}")]
    public static partial void AccountAct(ILogger logger, string caller, string act, Guid accountId);

    [LoggerMessage(6011, LogLevel.Information, "{Caller} did {Act} on client {ClientId}")]
    public static partial void ClientAct(ILogger logger, string caller, string act, string clientId);

    [LoggerMessage(6012, LogLevel.Information, "{Caller} did {Act} on signing key {Kid}")]
    public static partial void KeyAct(ILogger logger, string caller, string act, string kid);

    [LoggerMessage(6013, LogLevel.Information, "{Caller} recorded {Kind} {ActId} on administrative units")]
    public static partial void UnitAct(ILogger logger, string caller, Domain.UnitActKind kind, Guid actId);
}
