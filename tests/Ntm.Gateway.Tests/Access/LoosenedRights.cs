using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Ntm.Web;

namespace Ntm.Gateway.Tests.Access;

/// <summary>The control of the matrix: while it is switched on, everybody is taken for a reviewer of the own district.</summary>
internal sealed class LoosenedRights : IClaimsTransformation
{
    private volatile bool on;

    public bool On
    {
        get => on;
        set => on = value;
    }

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (!on)
        {
            return Task.FromResult(principal);
        }

        var wider = principal.Clone();
        ((ClaimsIdentity)wider.Identity!).AddClaim(new Claim(Caller.GrantClaim, "reviewer@" + Places.PathOf(Places.District)));
        return Task.FromResult(wider);
    }
}
