using Ntm.Contracts.Identity.V1;
using Ntm.Identity;
using Ntm.ServiceHost;

return await ServiceProcess.RunAsync(args, typeof(AdministrativeUnitChanged).Assembly, new IdentityModule());
