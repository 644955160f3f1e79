namespace Ntm.Portal.Api;

/// <summary>A place where the person is signed in.</summary>
public sealed record SessionRow(Guid Id, string? Device, DateTimeOffset SignedInAt, DateTimeOffset LastUsedAt, bool Current)
{
    /// <summary>The device in words.</summary>
    public string Place => Device ?? T("Thiết bị không rõ");
}

/// <summary>How many sessions were ended.</summary>
public sealed record EndedRecord(int Ended);
