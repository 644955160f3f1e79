using Ntm.BuildingBlocks.Hosting;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier;

return await ServiceProcess.RunAsync(args, typeof(IDossierFact).Assembly, new DossierModule(), services => services.AddOpenApi());
