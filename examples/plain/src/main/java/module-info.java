/// A program on the module path; without this file it runs on the class path as well.
module com.hiremebahamas.examples.plain {
    requires com.hiremebahamas.tidepool;
}
