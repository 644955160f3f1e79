using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Whether grants demand a second factor of who holds them, lent ones too; none does in sample mode.</summary>
internal sealed class SecondFactorDemand(IOptions<IdentityIssuerOptions> options, IConfiguration configuration)
{
    private readonly bool on = options.Value.SecondFactorOfDeciders && !configuration.GetValue<bool>(SampleMode.Setting);

    public bool IsFor(IEnumerable<Grant> grants) => on && grants.Any(grant => Roles.Decides(grant.Role));
}
