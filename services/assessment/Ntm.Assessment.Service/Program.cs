using Ntm.Assessment;
using Ntm.Contracts.Dossier.V1;
using Ntm.ServiceHost;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new AssessmentModule());
