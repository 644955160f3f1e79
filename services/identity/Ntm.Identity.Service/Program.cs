using Ntm.BuildingBlocks.Hosting;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity;

return await ServiceProcess.RunAsync(args, typeof(AdministrativeUnitChanged).Assembly, new IdentityModule(), services => services.AddOpenApi());
