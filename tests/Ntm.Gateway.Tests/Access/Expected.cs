namespace Ntm.Gateway.Tests.Access;

/// <summary>What each caller is to get at each endpoint, by the table and by nothing that the services compute.</summary>
internal static class Expected
{
    /// <summary>The answer to a request.</summary>
    public static Answer Of(EndpointRow row, Door door, Subject about, KindOfCaller caller) =>
        row.Who == "anyone" ? Answer.May
        : !caller.SignedIn ? Answer.Refused(401, null)
        : caller.MustChangePassword && row.Pattern != "/identity/me/password" ? Answer.Shut("request.password_change_required")
        : caller.Former && row.Method is not ("GET" or "HEAD") ? Answer.Refused(401, "request.token_outdated")
        : caller.Scopes is { } scopes && (row.Scope is null || !scopes.Contains(row.Scope)) ? Answer.Shut("request.scope_missing")
        : row.Pattern.Contains("/dead-letters/", StringComparison.Ordinal) ? ByTable(row, door, about, caller.Holdings)
        : row.Cluster == "identity" ? IdentityRule.Of(row, door, about, caller)
        : row.Pattern.Contains("/stages/{stage}/", StringComparison.Ordinal) && row.Who.Contains("stage", StringComparison.Ordinal)
            ? StageRule.Of(row, door, about, caller)
        : row.Pattern.StartsWith("/dossiers/{id:guid}/audit", StringComparison.Ordinal) ? AuditOf(row, door, about, caller)
        : row.Pattern.StartsWith("/dossiers/{id:guid}/opinions/", StringComparison.Ordinal) ? OpinionOf(row, door, about, caller)
        : row.Pattern == "/dossiers/{id:guid}/files/{file:guid}" ? FileOf(row, door, about, caller)
        : row.Pattern.EndsWith("/extensions", StringComparison.Ordinal) ? ExtensionOf(row, door, about, caller)
        : ByTable(row, door, about, caller.Holdings, caller.Name);

    /// <summary>As the row says, and to whom it is not open it is hidden or shut as the group says.</summary>
    public static Answer ByTable(EndpointRow row, Door door, Subject about, IReadOnlyList<Holding> held, string? name = null)
    {
        if (row.Who == "owner")
        {
            return about.Exists && about.Owner == name ? Answer.May : Answer.Hidden(door.Hides);
        }

        var who = about.Narrower.GetValueOrDefault(row.Who, row.Who);
        return who == "signed-in" ? Answer.May
            : !about.Exists ? Answer.Hidden(door.Hides)
            : Right.LetsIn(who, held, about) ? Answer.May
            : Right.LetsIn(about.Sees ?? door.Sees, held, about) ? Answer.Shut(door.Shuts)
            : Answer.Hidden(door.Hides);
    }

    /// <summary>While a review or a vote is open, who judged how is for auditors alone.</summary>
    private static Answer AuditOf(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        var plain = ByTable(row, door, about, caller.Holdings);
        return
            plain.Status is null
            && about.Stage is { Judges: true }
            && !row.Pattern.EndsWith("/check", StringComparison.Ordinal)
            && !Right.LetsIn("auditor@province", caller.Holdings, about)
            ? Answer.Shut("dossier.audit_withheld")
            : plain;
    }

    /// <summary>A file of an open review or vote is there for those who judge.</summary>
    private static Answer FileOf(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        var plain = ByTable(row, door, about, caller.Holdings);
        return plain.Status is null && about.Stage is { Judges: true } stage && !stage.IsActor(caller)
            ? Answer.Hidden("dossier.file_unknown")
            : plain;
    }

    /// <summary>A question of a review is known to its reviewers and to the Front of the district, which was asked: that answers, and who
    /// reviews reminds. A draft has none.</summary>
    private static Answer OpinionOf(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        if (!about.Exists || !Right.LetsIn(door.Sees, caller.Holdings, about))
        {
            return Answer.Hidden(door.Hides);
        }

        var stage = about.Stage!;
        var asked = stage.Judges && caller.Holds("surveyor", stage.Unit);
        var asks = stage.Judges && caller.Holds(stage.Role, stage.Unit);
        var (may, apart) = row.Method == "PUT" ? (asked, false) : (asks, stage.IsApart(caller));
        return !asked && !asks ? Answer.Hidden("dossier.opinion_unknown")
            : !may ? Answer.Shut(door.Shuts)
            : apart ? Answer.Shut("dossier.separation_of_duties")
            : Answer.May;
    }

    /// <summary>Who prepared the dossier does not put off what it must be handed in by.</summary>
    private static Answer ExtensionOf(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        var plain = ByTable(row, door, about, caller.Holdings);
        return plain.Status is null && about.Stage!.Preparers.Contains(caller.Name) ? Answer.Shut("dossier.separation_of_duties") : plain;
    }
}
