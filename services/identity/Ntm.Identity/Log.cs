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

    [LoggerMessage(6005, LogLevel.Information, "Account {AccountId} signed in by {Way}; sign-in {FamilyId}")]
    public static partial void SignedIn(ILogger logger, Guid accountId, Guid familyId, string way);

    [LoggerMessage(6006, LogLevel.Warning, "A sign-in has to wait {Seconds} seconds after wrong tries")]
    public static partial void SignInSlowed(ILogger logger, int seconds);

    [LoggerMessage(6007, LogLevel.Warning, "Account {AccountId} signed in from device {DeviceId}, which is new to it")]
    public static partial void NewDevice(ILogger logger, Guid accountId, Guid deviceId);

    [LoggerMessage(6008, LogLevel.Information, "Account {AccountId} changed its password")]
    public static partial void PasswordChanged(ILogger logger, Guid accountId);

    [LoggerMessage(6009, LogLevel.Information, "Account {AccountId} did {Act} on itself")]
    public static partial void OwnSecurityAct(ILogger logger, Guid accountId, string act);

    [LoggerMessage(6010, LogLevel.Information, "{Caller} did {Act} on account {AccountId}")]
    public static partial void AccountAct(ILogger logger, string caller, string act, Guid accountId);

    [LoggerMessage(6011, LogLevel.Information, "{Caller} did {Act} on client {ClientId}")]
    public static partial void ClientAct(ILogger logger, string caller, string act, string clientId);

    [LoggerMessage(6012, LogLevel.Information, "{Caller} did {Act} on signing key {Kid}")]
    public static partial void KeyAct(ILogger logger, string caller, string act, string kid);

    [LoggerMessage(6013, LogLevel.Information, "{Caller} recorded {Kind} {ActId} on administrative units")]
    public static partial void UnitAct(ILogger logger, string caller, Domain.UnitActKind kind, Guid actId);
}
