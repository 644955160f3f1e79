using Ntm.Assessment;
using Ntm.BuildingBlocks.Hosting;
using Ntm.Contracts.Dossier.V1;

return await ServiceProcess.RunAsync(args, typeof(IDossierFact).Assembly, new AssessmentModule(), services => services.AddOpenApi());
