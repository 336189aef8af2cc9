using Chancery;
using Chancery.Platform.Cli;

return await Commands.RunAsync(args, ChanceryApp.Build, ChanceryApp.Verbs);
