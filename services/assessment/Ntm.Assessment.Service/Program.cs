using Ntm.Assessment;
using Ntm.Contracts.Dossier.V1;
using Ntm.RabbitMq;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new AssessmentModule());
